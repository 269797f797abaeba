//! Why the store cannot be used, and what to do, in both languages.
//!
//! The errors themselves speak English, for logs and for who builds on the library; whoever shows one to a person asks
//! here. What the system says has its words in [`system`]; what SQLite or a parser says is passed on as it came.

use std::path::Path;

use super::{Lang, system};
use crate::lineage::succession::{TableError, TableFault};
use crate::store::{Holder, StoreError};

/// Why the store cannot be used, and what to do.
pub fn store(error: &StoreError, lang: Lang) -> String {
    if let StoreError::Version { found: 0, .. } = error {
        return lang
            .pick(
                "kho chưa được tạo xong: có lẽ lần nạp đầu tiên đã dừng giữa chừng (ổ đĩa đầy, mất điện); hãy chạy lại \
                 `chidao index`",
                "the store was never finished: the first run may have stopped on its way (a full disk, a loss of power); \
                 run `chidao index` again",
            )
            .to_owned();
    }
    if lang == Lang::En {
        return match error {
            StoreError::Io { path, cause } => format!("{}: {}", path.display(), system::error(cause, lang)),
            other => system::words(&other.to_string(), lang),
        };
    }
    match error {
        StoreError::Missing(folder) => format!("chưa có kho trong {}: hãy chạy `chidao index` trước", folder.display()),
        StoreError::Locked { folder, holder } => {
            let who = holder.map_or_else(String::new, |Holder { process, since }| {
                format!(" (tiến trình {process}, từ {since:.0})")
            });
            format!("một chidao khác{who} đang ghi vào kho {}: hãy đợi xong rồi thử lại", folder.display())
        }
        StoreError::Version { found, known } => format!(
            "kho thuộc phiên bản {found}, chương trình này đọc phiên bản {known}: hãy nạp vào thư mục mới bằng --store, \
             hoặc dùng chương trình đã tạo kho"
        ),
        StoreError::NoSuchPath(path) => format!("{} không tồn tại", path.display()),
        StoreError::Io { path, cause } => format!("{}: {}", path.display(), system::error(cause, lang)),
        StoreError::ReadOnly(folder) => format!(
            "không ghi được kho {}: hãy xem bạn có quyền ghi vào thư mục này không, ổ đĩa có bị khóa ghi không, hoặc chọn \
             thư mục khác bằng --store",
            folder.display()
        ),
        StoreError::Full => {
            "ổ đĩa chứa kho đã đầy: hãy dọn bớt rồi chạy lại lệnh; những gì đã lưu trước đó vẫn còn nguyên".to_owned()
        }
        StoreError::Gone(folder) => format!(
            "kho {} không còn ở đó: thư mục đã bị chuyển đi, bị xóa, hay ổ đĩa đã bị tháo? Hãy đặt lại chỗ cũ rồi chạy lại \
             lệnh; những gì đọc được từ lúc đó chưa được lưu",
            folder.display()
        ),
        StoreError::Disk(cause) => format!(
            "ổ đĩa chứa kho báo lỗi ({}): hãy xem ổ đĩa có còn nối và còn chỗ trống không rồi chạy lại lệnh; \
             `chidao doctor` kiểm tra kho",
            system::words(cause, lang)
        ),
        StoreError::Damaged(cause) => format!(
            "kho bị hỏng: {cause}; hãy đặt bản sao lưu vào chỗ của nó bằng `chidao restore TỆP --replace`, hoặc chuyển thư \
             mục kho đi chỗ khác rồi chạy lại `chidao index`; các văn bản gốc không bị ảnh hưởng"
        ),
        StoreError::NoBackup { path, cause } => {
            format!("{} không phải bản sao lưu nguyên vẹn: {cause}", path.display())
        }
        StoreError::Exists { path, option } => {
            format!("đã có {}: chưa ghi gì; thêm {option} để thay thế", path.display())
        }
        StoreError::Sqlite(cause) => format!("không đọc hoặc ghi được kho: {cause}"),
        StoreError::Packed(cause) => format!("kho có một giá trị không mở ra được: {cause}"),
        StoreError::Row(cause) => format!("kho có một dòng không hiểu được: {cause}"),
        StoreError::Table { path, cause } => format!("{}: {}", path.display(), table(cause, lang)),
        StoreError::Fulltext(cause) => {
            format!("không tìm được trong toàn văn: {}", system::words(&cause.to_string(), lang))
        }
    }
}

/// That a store lies on a network folder, by the name of its file system, and what to do.
pub fn on_network(folder: &Path, kind: &str, lang: Lang) -> String {
    let folder = folder.display();
    lang.pick(
        format!(
            "chú ý: kho {folder} nằm trên thư mục mạng ({kind}). Hai máy cùng dùng có thể làm hỏng kho: hãy đặt kho trên ổ đĩa \
             của máy này (--store) và chỉ để văn bản hoặc bản sao lưu (`chidao backup`) trên mạng"
        ),
        format!(
            "note: the store {folder} lies on a network folder ({kind}). Two machines that use it at a time may damage it: \
             keep the store on a disk of this machine (--store), and only directives or backups (`chidao backup`) there"
        ),
    )
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
