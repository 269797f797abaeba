//! Taking files in: sent by the browser, or from a folder of this computer.

use std::path::PathBuf;

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::intake::Progress;
use super::super::view::Frame;
use crate::render::{messages, system, trouble as telling};

#[derive(Template)]
#[template(path = "intake.html")]
struct IntakePage {
    frame: Frame,
    progress: Progress,
    /// What the last run did, in words.
    done: Vec<String>,
    /// File and reason.
    failures: Vec<(String, String)>,
    trouble: Option<String>,
    /// Whether a folder may be named: on this computer only.
    may_name: bool,
}

/// `GET /intake`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let progress = ask.site.intake.progress();
    let (mut done, mut failures, mut trouble) = (Vec::new(), Vec::new(), None);
    match &progress.ended {
        Some(Ok(summary)) => {
            for (n, vi, en) in [
                (summary.added, "tệp mới", "new files"),
                (summary.changed, "tệp thay đổi", "files changed"),
                (summary.unchanged, "tệp không đổi", "files unchanged"),
                (summary.moved, "tệp chuyển chỗ", "files moved"),
                (summary.vanished, "tệp không còn", "files gone"),
                (summary.failures.len(), "tệp không đọc được", "files that could not be read"),
            ] {
                if n > 0 {
                    done.push(format!("{n} {}", lang.pick(vi, en)));
                }
            }
            failures = summary
                .failures
                .iter()
                .map(|failure| (failure.path.clone(), messages::reason(&failure.reason, lang)))
                .collect();
        }
        Some(Err(cause)) => trouble = Some(telling::store(cause, lang)),
        None => {}
    }
    let page = IntakePage {
        frame: Frame::new(ask, lang.pick("Nạp văn bản", "Take in files"), "intake"),
        progress,
        done,
        failures,
        trouble,
        may_name: ask.site.is_private,
    };
    Ok(Answer::Page(page.render()?))
}

/// `POST /intake/files`: what the browser sends is kept and taken in.
pub fn receive(ask: &Ask) -> Result<Answer, Trouble> {
    if ask.uploads.is_empty() {
        return Err(Trouble::Asked(ask.lang.pick("Chưa chọn tệp nào.", "No file was chosen.").to_owned()));
    }
    let folder = ask.site.intake.keep(&ask.uploads).map_err(|cause| {
        let cause = system::error(&cause, ask.lang);
        Trouble::Asked(ask.lang.pick(
            format!(
                "Không ghi được tệp gửi lên ({cause}). Hãy xem ổ đĩa còn chỗ và chidao có quyền ghi vào thư mục của kho, \
                 rồi gửi lại; các tệp gốc của bạn không bị ảnh hưởng."
            ),
            format!(
                "The files sent could not be written ({cause}). See that the disk has room and that chidao may write \
                 beside its store, then send them again; your own files are untouched."
            ),
        ))
    })?;
    begin(ask, folder.to_owned())
}

/// `POST /intake/folder`: a folder of this computer is taken in.
pub fn folder(ask: &Ask) -> Result<Answer, Trouble> {
    if !ask.site.is_private {
        return Err(Trouble::NotFound);
    }
    let folder = ask.field("folder").map(PathBuf::from).filter(|folder| folder.is_dir());
    let folder = folder.ok_or_else(|| {
        Trouble::Asked(
            ask.lang
                .pick(
                    "Không có thư mục này trên máy. Hãy chép nguyên đường dẫn, như C:\\VanBan hoặc /home/ten/van-ban.",
                    "There is no such folder on this computer. Copy its whole path, such as C:\\Papers or /home/me/papers.",
                )
                .to_owned(),
        )
    })?;
    begin(ask, folder)
}

/// `POST /intake/again`: what was taken in last is taken in once more; what could be read is not read again.
pub fn again(ask: &Ask) -> Result<Answer, Trouble> {
    let progress = ask.site.intake.progress();
    if progress.ended.is_none() && !progress.running {
        let (vi, en) = ("Chưa có lần nạp nào để làm lại.", "Nothing has been taken in yet.");
        return Err(Trouble::Asked(ask.lang.pick(vi, en).to_owned()));
    }
    begin(ask, progress.root)
}

fn begin(ask: &Ask, root: PathBuf) -> Result<Answer, Trouble> {
    if ask.site.intake.start(root) {
        return Ok(Answer::See("/intake".to_owned()));
    }
    Err(Trouble::Asked(
        ask.lang
            .pick(
                "Một lần nạp khác đang chạy; hãy đợi nó xong rồi thử lại.",
                "Another run is under way; try again when it is done.",
            )
            .to_owned(),
    ))
}
