//! Why the store cannot be used, and what to do, in both languages.
//!
//! The errors themselves speak English, for logs and for who builds on the library; whoever shows one to a person asks
//! here. What the system, SQLite or a parser says is passed on as it came.

use super::Lang;
use crate::lineage::succession::{TableError, TableFault};
use crate::store::StoreError;

/// Why the store cannot be used, and what to do.
pub fn store(error: &StoreError, lang: Lang) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    match error {
        StoreError::Missing(folder) => format!("chưa có kho trong {}: hãy chạy `chidao index` trước", folder.display()),
        StoreError::Locked(folder) => {
            format!("một chidao khác đang ghi vào kho {}: hãy đợi xong rồi thử lại", folder.display())
        }
        StoreError::Version { found, known } => format!(
            "kho thuộc phiên bản {found}, chương trình này đọc phiên bản {known}: hãy nạp vào thư mục mới bằng --store, \
             hoặc dùng chương trình đã tạo kho"
        ),
        StoreError::NoSuchPath(path) => format!("{} không tồn tại", path.display()),
        StoreError::Io { path, cause } => format!("{}: {cause}", path.display()),
        StoreError::Damaged(cause) => format!(
            "kho bị hỏng: {cause}; hãy chuyển thư mục kho đi chỗ khác rồi chạy lại `chidao index`, các văn bản gốc \
             không bị ảnh hưởng"
        ),
        StoreError::Sqlite(cause) => format!("không đọc hoặc ghi được kho: {cause}"),
        StoreError::Row(cause) => format!("kho có một dòng không hiểu được: {cause}"),
        StoreError::Table { path, cause } => format!("{}: {}", path.display(), table(cause, lang)),
        StoreError::Fulltext(cause) => format!("không tìm được trong toàn văn: {cause}"),
    }
}

/// What is wrong in a table of successions, with the line.
pub fn table(error: &TableError, lang: Lang) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    let fault = match &error.fault {
        TableFault::Syntax(cause) => format!("không đúng cú pháp TOML: {cause}"),
        TableFault::Nobody => "“from” và “to” phải nêu tên cơ quan".to_owned(),
        TableFault::Name(name) => format!("“{name}” không phải tên dùng được trong bảng này"),
        TableFault::Day(text) => format!("“{text}” không phải ngày, như 2025-07-01"),
    };
    format!("dòng {}: {fault}", error.line)
}
