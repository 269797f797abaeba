//! A packed value of the store taken apart, without the store.

/// What a packed value holds.
pub fn unpack(packed: &[u8]) -> Vec<u8> {
    let dictionary: &[u8] = match packed[0] {
        0 => return packed[1..].to_vec(),
        1 => include_bytes!("../../src/store/packed/text.dict"),
        2 => include_bytes!("../../src/store/packed/facts.dict"),
        3 => include_bytes!("../../src/store/packed/header.dict"),
        4 => include_bytes!("../../src/store/packed/statement.dict"),
        other => panic!("{other} is no way to pack"),
    };
    let frame = [&[0x28, 0xB5, 0x2F, 0xFD], &packed[1..]].concat();
    let mut unpacker = zstd::bulk::Decompressor::with_dictionary(dictionary).expect("a dictionary");
    unpacker.decompress(&frame, 64 << 20).expect("unpacked")
}
