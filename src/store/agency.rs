//! Agencies' names as they are compared: without marks and case, the usual abbreviations written out.

use super::tokens::tokens;

/// Abbreviations of agencies, folded, with what they stand for; `GD&ĐT` comes apart at its `&`.
const WRITTEN_OUT: [(&[&str], &str); 9] = [
    (&["sgd", "dt"], "so giao duc va dao tao"),
    (&["pgd", "dt"], "phong giao duc va dao tao"),
    (&["gd", "dt"], "giao duc va dao tao"),
    (&["sgddt"], "so giao duc va dao tao"),
    (&["pgddt"], "phong giao duc va dao tao"),
    (&["gddt"], "giao duc va dao tao"),
    (&["pgd"], "phong giao duc"),
    (&["ubnd"], "uy ban nhan dan"),
    (&["hdnd"], "hoi dong nhan dan"),
];

/// The name in the form in which one name can be looked for in another.
pub fn agency_key(name: &str) -> String {
    let tokens = tokens(name);
    let words: Vec<&str> = tokens.iter().map(|token| token.folded.as_str()).collect();
    let mut rest = words.as_slice();
    let mut out: Vec<&str> = Vec::new();
    while let [word, after @ ..] = rest {
        match WRITTEN_OUT.iter().find(|(short, _)| rest.starts_with(short)) {
            Some((short, long)) => {
                out.push(long);
                rest = &rest[short.len()..];
            }
            None => {
                out.push(word);
                rest = after;
            }
        }
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_agency_has_one_key() {
        for name in
            ["Phòng GD&ĐT huyện Vân Khê", "PHÒNG GDĐT HUYỆN VÂN KHÊ", "Phòng Giáo dục và Đào tạo huyện Vân Khê -----"]
        {
            assert_eq!(agency_key(name), "phong giao duc va dao tao huyen van khe", "{name}");
        }
        assert_eq!(agency_key("UBND phường Vân Khê"), "uy ban nhan dan phuong van khe");
        assert_eq!(agency_key("&"), "");
    }
}
