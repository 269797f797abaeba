//! What the system says of files and disks, in both languages: one catalogue for all messages.
//!
//! The system speaks in words of its own (`No such file or directory (os error 2)`), some of them in no language that a
//! person reads. What is common has words here; of the rest the system's number is told, by which it can be looked up.

use std::io::{Error, ErrorKind};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Lang;

/// Why the system refused.
pub fn error(error: &Error, lang: Lang) -> String {
    match kind(error.kind(), lang) {
        // What is no error of the system itself was made with words of its own.
        _ if error.raw_os_error().is_none() && error.get_ref().is_some() => words(&error.to_string(), lang),
        Some(said) => said.to_owned(),
        None => match error.raw_os_error() {
            Some(code) => format!("{} {code}", lang.pick("hệ thống báo lỗi số", "the system reports error")),
            None => error.to_string(),
        },
    }
}

/// A message in which the system may be quoted, with what it says there in the language of the user.
pub fn words(message: &str, lang: Lang) -> String {
    let Some(quoted) = QUOTED.as_ref() else { return message.to_owned() };
    let in_words = |found: &Captures<'_>| match found[1].parse() {
        Ok(code) => error(&Error::from_raw_os_error(code), lang),
        Err(_) => found[0].to_owned(),
    };
    quoted.replace_all(message, in_words).into_owned()
}

/// The words of the system with their number, as the standard library writes them.
static QUOTED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^\s:(][^:(\n]* \(os error (\d+)\)").ok());

fn kind(kind: ErrorKind, lang: Lang) -> Option<&'static str> {
    let (vi, en) = match kind {
        ErrorKind::NotFound => ("không có tệp hay thư mục này", "there is no such file or folder"),
        ErrorKind::PermissionDenied => ("không có quyền", "permission denied"),
        ErrorKind::AlreadyExists => ("đã có rồi", "it is there already"),
        ErrorKind::IsADirectory => ("đây là thư mục, không phải tệp", "it is a folder, not a file"),
        ErrorKind::NotADirectory => ("một phần của đường dẫn không phải là thư mục", "a part of the path is no folder"),
        ErrorKind::DirectoryNotEmpty => ("thư mục không rỗng", "the folder is not empty"),
        ErrorKind::ReadOnlyFilesystem => ("ổ đĩa bị khóa ghi", "the disk is write-protected"),
        ErrorKind::StorageFull => ("ổ đĩa đã đầy", "the disk is full"),
        ErrorKind::QuotaExceeded => ("đã hết hạn mức lưu trữ", "the quota is used up"),
        ErrorKind::FileTooLarge => ("tệp quá lớn", "the file is too large"),
        ErrorKind::InvalidFilename => ("tên tệp không hợp lệ hoặc quá dài", "the name is not valid or too long"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => ("đang được dùng", "it is in use"),
        ErrorKind::Interrupted => ("bị ngắt giữa chừng", "it was interrupted"),
        ErrorKind::TimedOut => ("quá thời gian chờ", "it took too long"),
        ErrorKind::BrokenPipe => ("bên nhận đã đóng", "the other end is closed"),
        ErrorKind::UnexpectedEof => ("dữ liệu kết thúc giữa chừng", "it ends in the middle"),
        ErrorKind::OutOfMemory => ("hết bộ nhớ", "out of memory"),
        ErrorKind::AddrInUse => ("cổng này đã có chương trình khác dùng", "another program uses this port"),
        ErrorKind::AddrNotAvailable => ("máy này không có địa chỉ đó", "this computer has no such address"),
        ErrorKind::ConnectionRefused => ("không kết nối được", "the connection was refused"),
        ErrorKind::Unsupported => ("hệ thống không hỗ trợ", "the system does not support it"),
        ErrorKind::InvalidData => ("nội dung không đọc được", "its content cannot be read"),
        ErrorKind::InvalidInput => ("hệ thống không nhận giá trị này", "the system does not take this value"),
        _ => return None,
    };
    Some(lang.pick(vi, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_both_languages() {
        for (code, vi, en) in [
            (libc_code::ENOENT, "không có tệp hay thư mục này", "there is no such file or folder"),
            (libc_code::EACCES, "không có quyền", "permission denied"),
            (libc_code::ENOSPC, "ổ đĩa đã đầy", "the disk is full"),
            (libc_code::EROFS, "ổ đĩa bị khóa ghi", "the disk is write-protected"),
            (libc_code::EISDIR, "đây là thư mục, không phải tệp", "it is a folder, not a file"),
            (libc_code::EIO, "hệ thống báo lỗi số 5", "the system reports error 5"),
        ] {
            let cause = Error::from_raw_os_error(code);
            assert_eq!((error(&cause, Lang::Vi), error(&cause, Lang::En)), (vi.to_owned(), en.to_owned()));
            // As it stands in a message that has passed the border of a process.
            let message = format!("kho/a.pdf: {cause}");
            assert_eq!(words(&message, Lang::Vi), format!("kho/a.pdf: {vi}"));
        }
    }

    #[test]
    fn what_is_not_of_the_system_stays() {
        for message in ["a.pdf: damaged (page 3)", "", "os error 2"] {
            assert_eq!(words(message, Lang::Vi), message);
        }
        let own = Error::other("the name is not UTF-8");
        assert_eq!(error(&own, Lang::En), "the name is not UTF-8");
    }

    /// The numbers of Linux.
    mod libc_code {
        pub const ENOENT: i32 = 2;
        pub const EIO: i32 = 5;
        pub const EACCES: i32 = 13;
        pub const EISDIR: i32 = 21;
        pub const ENOSPC: i32 = 28;
        pub const EROFS: i32 = 30;
    }
}
