//! What parent and worker write to each other.
//!
//! The parent writes one question per line, as JSON; in its path each character stands for a byte, so
//! that a name need not be UTF-8. The worker answers with messages: a tag of one byte, which for the answer itself is
//! followed by its length (4 bytes, little endian) and that many bytes of JSON.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use crate::source::{Phase, Sheet, SourceError};

/// A longer answer is no directive's; it would only fill the parent's memory.
pub const MAX_ANSWER: usize = 48 << 20;

const PARSING: u8 = b'p';
const RECOGNIZING: u8 = b'r';
const ANSWER: u8 = b'=';

/// What a worker is asked.
#[derive(Debug, Serialize, Deserialize)]
pub struct Question {
    /// The file, or the address of an entry of an archive.
    pub path: String,
    /// A page that is to be drawn; without it the file is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<Sheet>,
}

/// What a worker says.
#[derive(Debug, PartialEq, Eq)]
pub enum Message {
    /// It goes on to another phase.
    Phase(Phase),
    /// It is done with the file.
    Answer(Answer),
}

/// Says which phase comes next.
///
/// # Errors
/// Where the parent is gone.
pub fn write_phase(output: &mut impl Write, phase: Phase) -> io::Result<()> {
    let tag = match phase {
        Phase::Parsing => PARSING,
        Phase::Recognizing => RECOGNIZING,
    };
    output.write_all(&[tag])?;
    output.flush()
}

/// Says what became of the file. One that holds too much for an answer becomes a reason.
///
/// # Errors
/// Where the parent is gone.
pub fn write_answer<T: Serialize>(output: &mut impl Write, result: &Result<T, SourceError>) -> io::Result<()> {
    let mut json = serde_json::to_vec(result)?;
    if json.len() > MAX_ANSWER {
        json = serde_json::to_vec(&Err::<(), _>(SourceError::TooLarge("more text than any directive holds".into())))?;
    }
    let length = u32::try_from(json.len()).map_err(io::Error::other)?;
    output.write_all(&[ANSWER])?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&json)?;
    output.flush()
}

/// Reads the next message.
///
/// # Errors
/// Where the worker is gone, or says what no worker says.
pub fn read(input: &mut impl Read) -> io::Result<Message> {
    let mut tag = [0];
    input.read_exact(&mut tag)?;
    match tag {
        [PARSING] => Ok(Message::Phase(Phase::Parsing)),
        [RECOGNIZING] => Ok(Message::Phase(Phase::Recognizing)),
        [ANSWER] => {
            let mut length = [0; 4];
            input.read_exact(&mut length)?;
            let length = u32::from_le_bytes(length);
            if length as usize > MAX_ANSWER {
                return Err(io::ErrorKind::InvalidData.into());
            }
            Answer::take(length as usize, input).map(Message::Answer)
        }
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut pipe = Vec::new();
        write_phase(&mut pipe, Phase::Recognizing).expect("written");
        write_phase(&mut pipe, Phase::Parsing).expect("written");
        write_answer(&mut pipe, &Ok("văn bản")).expect("written");
        let mut pipe = pipe.as_slice();
        assert_eq!(read(&mut pipe).ok(), Some(Message::Phase(Phase::Recognizing)));
        assert_eq!(read(&mut pipe).ok(), Some(Message::Phase(Phase::Parsing)));
        let Ok(Message::Answer(answer)) = read(&mut pipe) else { panic!("no answer") };
        assert_eq!(answer.decode::<String>().expect("a result"), Ok("văn bản".to_owned()));
        assert!(read(&mut pipe).is_err());
    }

    #[test]
    fn an_answer_without_end_is_refused_on_both_sides() {
        let mut pipe = Vec::new();
        write_answer(&mut pipe, &Ok("x".repeat(MAX_ANSWER))).expect("written");
        let Ok(Message::Answer(answer)) = read(&mut pipe.as_slice()) else { panic!("no answer") };
        assert!(matches!(answer.decode::<String>(), Ok(Err(SourceError::TooLarge(_)))));

        let mut claim = vec![ANSWER];
        claim.extend((MAX_ANSWER as u32 + 1).to_le_bytes());
        let mut endless = claim.chain(io::repeat(b'x'));
        assert_eq!(read(&mut endless).expect_err("refused").kind(), io::ErrorKind::InvalidData);
        for cut in [&b""[..], b"=", b"=\x05\0\0\0abc", b"?", b"\0\0\0\0"] {
            assert!(read(&mut &*cut).is_err(), "{cut:?}");
        }
    }
}
