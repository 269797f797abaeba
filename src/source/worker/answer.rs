//! What a worker has said of a file, as it waits in the parent to be decoded.

use std::collections::VecDeque;
use std::io::{self, Read};

use serde::de::DeserializeOwned;

use crate::source::SourceError;

/// The longest piece. The C library gives memory back to the system by the largest block that it ever took back: one
/// answer of tens of megabytes would have the parent keep twice as much for good.
const PIECE: usize = 1 << 20;

/// A result as JSON, in pieces: a long one goes while it is being decoded.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Each of [`PIECE`] bytes but the last; none is empty.
    pieces: VecDeque<Vec<u8>>,
    /// How much of the first was read.
    read: usize,
}

impl Answer {
    /// The next `length` bytes of `input`.
    ///
    /// # Errors
    /// Where there are fewer, or they cannot be read.
    pub fn take(mut length: usize, input: &mut impl Read) -> io::Result<Self> {
        let mut answer = Self::default();
        while length > 0 {
            let mut piece = vec![0; length.min(PIECE)];
            input.read_exact(&mut piece)?;
            length -= piece.len();
            answer.pieces.push_back(piece);
        }
        Ok(answer)
    }

    /// How many bytes are left of it.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum::<usize>() - self.read
    }

    /// The result that the worker wrote.
    ///
    /// # Errors
    /// Where it is none.
    pub fn decode<T: DeserializeOwned>(self) -> serde_json::Result<Result<T, SourceError>> {
        match self.pieces.front() {
            // So are nearly all, and this way is faster.
            Some(only) if self.pieces.len() == 1 => serde_json::from_slice(only),
            _ => serde_json::from_reader(self),
        }
    }
}

impl Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(piece) = self.pieces.front() else { return Ok(0) };
        let rest = &piece[self.read..];
        let taken = rest.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&rest[..taken]);
        self.read += taken;
        if self.read == piece.len() {
            self.pieces.pop_front();
            self.read = 0;
        }
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_results_are_decoded_alike() {
        for length in [0, 1, PIECE - 10, PIECE, 3 * PIECE + 5] {
            let said = "ă".repeat(length);
            let json = serde_json::to_vec(&Ok::<_, SourceError>(&said)).expect("JSON");
            let answer = Answer::take(json.len(), &mut json.as_slice()).expect("an answer");
            assert_eq!(answer.len(), json.len());
            assert!(answer.decode::<String>().expect("a result") == Ok(said), "{length}");
        }
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        let json = vec![b' '; PIECE + 1];
        assert!(Answer::take(PIECE + 2, &mut json.as_slice()).is_err());
        assert!(Answer::default().decode::<String>().is_err());
        let answer = Answer::take(json.len(), &mut json.as_slice()).expect("an answer");
        assert!(answer.decode::<String>().is_err());
    }
}
