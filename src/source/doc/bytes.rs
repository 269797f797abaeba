//! Little-endian numbers out of bytes nobody vouches for: every read is checked.

/// The 16-bit number at `at`.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    slice(bytes, at, 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// The 32-bit number at `at`.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    slice(bytes, at, 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// `length` bytes from `at`.
pub fn slice(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// A PLC (\[MS-DOC\] 2.2.2): `n + 1` positions, then `n` data elements of `size` bytes each. Gives every element with
/// the stretch of positions it is for, in order; stretches that run backwards are left out.
pub fn plc(bytes: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = bytes.len().saturating_sub(4) / (4 + size);
    (0..count).filter_map(move |index| {
        let (from, to) = (u32_at(bytes, 4 * index)?, u32_at(bytes, 4 * index + 4)?);
        let data = slice(bytes, 4 * (count + 1) + size * index, size)?;
        (from <= to).then_some((from, to, data))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_end_with_the_bytes() {
        let bytes = [1, 2, 3, 4, 5];
        assert_eq!(u16_at(&bytes, 3), Some(0x0504));
        assert_eq!(u16_at(&bytes, 4), None);
        assert_eq!(u32_at(&bytes, 1), Some(0x0504_0302));
        assert_eq!(u32_at(&bytes, usize::MAX), None);
        assert_eq!(slice(&bytes, 5, 0), Some(&[][..]));
    }

    #[test]
    fn a_plc_gives_stretches_with_their_data() {
        let bytes = [0, 0, 0, 0, 4, 0, 0, 0, 9, 0, 0, 0, 7, 8];
        let all: Vec<_> = plc(&bytes, 1).map(|(from, to, data)| (from, to, data[0])).collect();
        assert_eq!(all, [(0, 4, 7), (4, 9, 8)]);
        assert_eq!(plc(&[], 8).count(), 0);
    }
}
