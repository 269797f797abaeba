//! What is wrong with a registry, in words.

use super::Lang;
use crate::lineage::registry::{Fault, RegistryError};

/// All faults of a file, one a line: `FILE:LINE: what is wrong`.
pub fn faults(error: &RegistryError, lang: Lang) -> String {
    let lines: Vec<String> =
        error.faults.iter().map(|at| format!("{}:{}: {}", error.file, at.line, fault(&at.fault, lang))).collect();
    lines.join("\n")
}

/// One fault.
pub fn fault(fault: &Fault, lang: Lang) -> String {
    if lang == Lang::En {
        return fault.to_string();
    }
    match fault {
        Fault::Syntax(cause) => format!("không đúng cú pháp TOML: {cause}"),
        Fault::UnknownKey { key, known } => format!("không có khóa “{key}”; ở đây dùng được: {known}"),
        Fault::Missing(key) => format!("thiếu “{key}”"),
        Fault::Type { key, wanted } => format!("“{key}” sai kiểu, cần {wanted}"),
        Fault::Verb(word) => {
            format!("không có tác động “{word}”; dùng replaces, repeals, amends, corrects, suspends hoặc consolidates")
        }
        Fault::Kind(name) => format!("không rõ loại văn bản trong “{name}”; viết như “Thông tư 27/2020/TT-BGDĐT”"),
        Fault::KindAndSymbol(name) => format!("tên loại và ký hiệu của “{name}” không khớp nhau"),
        Fault::Number(name) => format!("“{name}” không có số"),
        Fault::Symbol(name) => format!("“{name}” không có ký hiệu, như TT-BGDĐT"),
        Fault::NoYear(name) => {
            format!("số của “{name}” không có năm: hãy thêm “issued”, vì số được đánh lại từ đầu mỗi năm")
        }
        Fault::YearAndDate { name, issued } => format!("“{name}” không thể ban hành ngày {issued}"),
        Fault::Date(text) => format!("“{text}” không phải ngày, như 2024-07-19, 2024-07 hoặc 2024"),
        Fault::SchoolYear(text) => format!("“{text}” không phải năm học, như 2024-2025"),
        Fault::Grade(text) => format!("{text} không phải lớp, từ 1 đến 12"),
        Fault::Level(text) => format!("không có cấp học “{text}”; dùng mam-non, tieu-hoc, thcs, thpt hoặc gdtx"),
        Fault::Provenance(text) => format!("không có nguồn “{text}”; dùng clause, text hoặc known"),
        Fault::Schema(text) => format!("“{text}” không phải chidao/registry@1"),
        Fault::Reversed => "kết thúc trước khi bắt đầu".to_owned(),
        Fault::Itself(name) => format!("“{name}” tác động lên chính nó"),
        Fault::Duplicate(line) => format!("đã nêu ở dòng {line}"),
    }
}
