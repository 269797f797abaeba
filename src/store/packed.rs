//! Texts, facts, letterheads and statements, packed: most of a store is words that every directive repeats.
//!
//! A packed value says by its first byte how it is packed: [`PLAIN`], or with which dictionary by Zstandard (RFC 8878). The
//! four bytes with which every frame of that begins are left out. The dictionaries hold what directives of the genre
//! have in common; they were trained on the sample corpus and on made-up directives (`dictionaries` below), and the values
//! of a store can be read as long as they stay as they are: a better one gets a number of its own.
//!
//! What is unpacked comes from a disk that may be damaged. A frame says how long its content is, and more than [`MOST`]
//! times its own length is not believed: what packs better is kept plain.

use std::cell::RefCell;
use std::sync::LazyLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::get_frame_content_size;

use super::StoreError;

/// The first byte of what is kept as it is.
const PLAIN: u8 = 0;
/// How hard is tried: what more brings costs more time than reading the file.
const LEVEL: i32 = 9;
/// A value is at most so many times as long as what it is packed in …
const MOST: usize = 256;
/// … or as this: short values of one letter pack well.
const ALWAYS: usize = 64 << 10;
/// After a value of so many bytes what packed it is made anew: for long ones it takes tens of megabytes, which it keeps.
const LONG: usize = 1 << 20;
/// What frames begin with.
const MAGIC: [u8; 4] = 0xFD2F_B528_u32.to_le_bytes();

/// What a value is like, which says by which dictionary it is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Like {
    /// The text of a directive.
    Text,
    /// Facts of a directive.
    Facts,
    /// What stands at its head, and what its file says.
    Header,
    /// A statement of identity, or what statements say together.
    Statement,
}

struct Dictionary {
    bytes: &'static [u8],
    encoder: LazyLock<EncoderDictionary<'static>>,
    decoder: LazyLock<DecoderDictionary<'static>>,
}

macro_rules! dictionary {
    ($name:ident, $file:literal) => {
        static $name: Dictionary = Dictionary {
            bytes: include_bytes!($file),
            encoder: LazyLock::new(|| EncoderDictionary::copy($name.bytes, LEVEL)),
            decoder: LazyLock::new(|| DecoderDictionary::copy($name.bytes)),
        };
    };
}
dictionary!(TEXT, "packed/text.dict");
dictionary!(FACTS, "packed/facts.dict");
dictionary!(HEADER, "packed/header.dict");
dictionary!(STATEMENT, "packed/statement.dict");

impl Like {
    const ALL: [Self; 4] = [Self::Text, Self::Facts, Self::Header, Self::Statement];

    /// The first byte of what is packed so.
    fn code(self) -> u8 {
        match self {
            Self::Text => 1,
            Self::Facts => 2,
            Self::Header => 3,
            Self::Statement => 4,
        }
    }

    fn dictionary(self) -> &'static Dictionary {
        match self {
            Self::Text => &TEXT,
            Self::Facts => &FACTS,
            Self::Header => &HEADER,
            Self::Statement => &STATEMENT,
        }
    }
}

/// What packs and unpacks, made once for each thread and kind.
#[derive(Default)]
struct Bench {
    packers: [Option<Compressor<'static>>; Like::ALL.len()],
    unpackers: [Option<Decompressor<'static>>; Like::ALL.len()],
    /// A frame with its beginning.
    frame: Vec<u8>,
}

thread_local! {
    static BENCH: RefCell<Bench> = RefCell::default();
}

/// The value in few bytes; the same value gives the same bytes.
///
/// # Errors
/// [`StoreError::Packed`] where there is no memory for it.
pub(super) fn pack(like: Like, value: &[u8]) -> Result<Vec<u8>, StoreError> {
    let packed = BENCH.with_borrow_mut(|bench| bench.pack(like, value)).map_err(|cause| failed(&cause))?;
    let short = packed.len() <= value.len() && value.len() <= most(packed.len());
    Ok(if short { packed } else { [&[PLAIN], value].concat() })
}

/// The value that [`pack`] was given.
///
/// # Errors
/// [`StoreError::Packed`] where these are other bytes than [`pack`] gives.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let (code, rest) = packed.split_first().ok_or_else(|| StoreError::Packed("it is empty".to_owned()))?;
    if *code == PLAIN {
        return Ok(rest.to_vec());
    }
    let like = Like::ALL.into_iter().find(|like| like.code() == *code);
    let like = like.ok_or_else(|| StoreError::Packed(format!("it is packed in an unknown way ({code})")))?;
    BENCH.with_borrow_mut(|bench| bench.unpack(like, rest))
}

/// As [`unpack`], for a value that is text.
///
/// # Errors
/// As [`unpack`], and where it is no UTF-8.
pub(super) fn unpack_text(packed: &[u8]) -> Result<String, StoreError> {
    Ok(as_text(&unpack(packed)?)?.to_owned())
}

/// Bytes that are text. Of each value that is read this is proved, of texts whole ones: many bytes at a time.
///
/// # Errors
/// Where they are no UTF-8.
pub(super) fn as_text(bytes: &[u8]) -> Result<&str, StoreError> {
    simdutf8::basic::from_utf8(bytes).map_err(|cause| failed(&cause))
}

impl Bench {
    fn pack(&mut self, like: Like, value: &[u8]) -> std::io::Result<Vec<u8>> {
        let packer = match &mut self.packers[like as usize] {
            Some(packer) => packer,
            none => {
                let mut packer = Compressor::with_prepared_dictionary(&like.dictionary().encoder)?;
                packer.include_dictid(false)?;
                packer.include_checksum(false)?;
                packer.include_contentsize(true)?;
                none.insert(packer)
            }
        };
        let mut packed = packer.compress(value)?;
        if value.len() >= LONG {
            self.packers[like as usize] = None;
        }
        // The first byte takes the place of the four.
        packed.drain(..MAGIC.len() - 1);
        packed[0] = like.code();
        Ok(packed)
    }

    fn unpack(&mut self, like: Like, rest: &[u8]) -> Result<Vec<u8>, StoreError> {
        let unpacker = match &mut self.unpackers[like as usize] {
            Some(unpacker) => unpacker,
            none => none.insert(
                Decompressor::with_prepared_dictionary(&like.dictionary().decoder).map_err(|cause| failed(&cause))?,
            ),
        };
        self.frame.clear();
        self.frame.extend_from_slice(&MAGIC);
        self.frame.extend_from_slice(rest);
        let length = get_frame_content_size(&self.frame).ok().flatten().and_then(|length| usize::try_from(length).ok());
        let length = length.filter(|length| *length <= most(rest.len() + 1));
        let length = length.ok_or_else(|| StoreError::Packed("it does not say how long it is".to_owned()))?;
        let value = unpacker.decompress(&self.frame, length).map_err(|cause| failed(&cause))?;
        if value.len() == length { Ok(value) } else { Err(StoreError::Packed("it is cut off".to_owned())) }
    }
}

/// The length of the longest value that may be packed in so many bytes.
fn most(packed: usize) -> usize {
    packed.saturating_mul(MOST).max(ALWAYS)
}

fn failed(cause: &dyn std::fmt::Display) -> StoreError {
    StoreError::Packed(cause.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Căn cứ Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo";

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(
            like in proptest::sample::select(Like::ALL.to_vec()),
            value in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..2000),
                "[ăâêôơưđà-ỹ a-z0-9{}\":,]{0,800}".prop_map(String::into_bytes),
                (0..300_000_usize, any::<u8>()).prop_map(|(length, byte)| vec![byte; length]),
            ],
        ) {
            let packed = pack(like, &value).expect("packed");
            prop_assert!(packed.len() <= value.len() + 1);
            prop_assert_eq!(&packed, &pack(like, &value).expect("packed"));
            prop_assert!(unpack(&packed).expect("unpacked") == value);
        }

        #[test]
        fn damaged_bytes_are_an_error_or_a_value_and_no_more(
            like in proptest::sample::select(Like::ALL.to_vec()),
            at in any::<prop::sample::Index>(),
            bit in 0..8_u32,
            cut in any::<prop::sample::Index>(),
            noise in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            let packed = pack(like, TEXT.repeat(9).as_bytes()).expect("packed");
            let mut flipped = packed.clone();
            flipped[at.index(packed.len())] ^= 1 << bit;
            for bytes in [&flipped[..], &packed[..cut.index(packed.len())], &noise] {
                if let Ok(value) = unpack(bytes) {
                    prop_assert!(value.len() <= most(bytes.len()));
                }
            }
        }
    }

    #[test]
    fn repeated_words_take_little() {
        let packed = pack(Like::Text, TEXT.as_bytes()).expect("packed");
        assert!(packed.len() * 2 < TEXT.len(), "{}", packed.len());
        assert_eq!(pack(Like::Text, b"").and_then(|empty| unpack(&empty)).expect("unpacked"), b"");
    }

    #[test]
    fn what_claims_to_be_gigantic_is_refused() {
        // A frame that is right, and holds more than may be in so few bytes.
        let bomb =
            Compressor::new(LEVEL).and_then(|mut packer| packer.compress(&vec![b'a'; 64 << 20])).expect("packed");
        assert!(bomb.len() < 10_000);
        let packed = [&[Like::Text.code()], &bomb[MAGIC.len()..]].concat();
        assert!(matches!(unpack(&packed), Err(StoreError::Packed(_))), "a bomb was unpacked");
        // One that says so, and holds nothing: a content size of eight bytes, in one segment.
        let claim = [&[Like::Facts.code(), 0xE0][..], &u64::MAX.to_le_bytes()[..7], &[0x0F, 1, 0, 0]].concat();
        assert!(matches!(unpack(&claim), Err(StoreError::Packed(_))));
        // What packs so well is kept plain.
        let honest = vec![b' '; 1 << 20];
        assert!(unpack(&pack(Like::Text, &honest).expect("packed")).expect("unpacked") == honest);
    }

    #[test]
    fn what_was_packed_by_another_program_is_said() {
        for (bytes, says) in [(&b""[..], "empty"), (b"\x09abc", "unknown way (9)"), (b"\x01", "how long")] {
            let refused = unpack(bytes).expect_err("refused").to_string();
            assert!(refused.contains(says), "{refused}");
        }
        assert!(unpack_text(b"\0\xff").is_err());
    }
}
