//! Kinds of directive (loại văn bản).

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of a document, by the word that names it (Luật 80/2015/QH13 art. 4; Nghị định 30/2020/NĐ-CP art. 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum DirectiveKind {
    /// Luật, bộ luật.
    Luat,
    /// Pháp lệnh.
    PhapLenh,
    /// Nghị quyết.
    NghiQuyet,
    /// Nghị định.
    NghiDinh,
    /// Quyết định.
    QuyetDinh,
    /// Chỉ thị.
    ChiThi,
    /// Thông tư.
    ThongTu,
    /// Thông tư liên tịch.
    ThongTuLienTich,
    /// Công văn.
    CongVan,
    /// Kế hoạch.
    KeHoach,
    /// Hướng dẫn.
    HuongDan,
    /// Thông báo.
    ThongBao,
    /// Báo cáo.
    BaoCao,
    /// Kết luận.
    KetLuan,
    /// Chương trình.
    ChuongTrinh,
    /// Đề án.
    DeAn,
    /// Tờ trình.
    ToTrinh,
    /// Quy định.
    QuyDinh,
    /// Quy chế.
    QuyChe,
    /// Văn bản hợp nhất.
    VanBanHopNhat,
    /// Any other kind.
    Khac,
}

impl DirectiveKind {
    /// All kinds.
    pub const ALL: [DirectiveKind; 21] = [
        Self::Luat,
        Self::PhapLenh,
        Self::NghiQuyet,
        Self::NghiDinh,
        Self::QuyetDinh,
        Self::ChiThi,
        Self::ThongTu,
        Self::ThongTuLienTich,
        Self::CongVan,
        Self::KeHoach,
        Self::HuongDan,
        Self::ThongBao,
        Self::BaoCao,
        Self::KetLuan,
        Self::ChuongTrinh,
        Self::DeAn,
        Self::ToTrinh,
        Self::QuyDinh,
        Self::QuyChe,
        Self::VanBanHopNhat,
        Self::Khac,
    ];

    /// Whether it is a regulation (văn bản quy phạm pháp luật) whoever issues it: such hold for all years until they
    /// are replaced (Luật 64/2025/QH15 art. 4). A quyết định or nghị quyết may be one as well, its kind does not say.
    pub fn is_regulation(&self) -> bool {
        use DirectiveKind::{Luat, NghiDinh, PhapLenh, ThongTu, ThongTuLienTich, VanBanHopNhat};
        matches!(self, Luat | PhapLenh | NghiDinh | ThongTu | ThongTuLienTich | VanBanHopNhat)
    }

    /// The name used in JSON and on the command line, such as `thong-tu`.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Luat => "luat",
            Self::PhapLenh => "phap-lenh",
            Self::NghiQuyet => "nghi-quyet",
            Self::NghiDinh => "nghi-dinh",
            Self::QuyetDinh => "quyet-dinh",
            Self::ChiThi => "chi-thi",
            Self::ThongTu => "thong-tu",
            Self::ThongTuLienTich => "thong-tu-lien-tich",
            Self::CongVan => "cong-van",
            Self::KeHoach => "ke-hoach",
            Self::HuongDan => "huong-dan",
            Self::ThongBao => "thong-bao",
            Self::BaoCao => "bao-cao",
            Self::KetLuan => "ket-luan",
            Self::ChuongTrinh => "chuong-trinh",
            Self::DeAn => "de-an",
            Self::ToTrinh => "to-trinh",
            Self::QuyDinh => "quy-dinh",
            Self::QuyChe => "quy-che",
            Self::VanBanHopNhat => "van-ban-hop-nhat",
            Self::Khac => "khac",
        }
    }

    /// The Vietnamese name, as a heading or a table shows it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Luat => "Luật",
            Self::PhapLenh => "Pháp lệnh",
            Self::NghiQuyet => "Nghị quyết",
            Self::NghiDinh => "Nghị định",
            Self::QuyetDinh => "Quyết định",
            Self::ChiThi => "Chỉ thị",
            Self::ThongTu => "Thông tư",
            Self::ThongTuLienTich => "Thông tư liên tịch",
            Self::CongVan => "Công văn",
            Self::KeHoach => "Kế hoạch",
            Self::HuongDan => "Hướng dẫn",
            Self::ThongBao => "Thông báo",
            Self::BaoCao => "Báo cáo",
            Self::KetLuan => "Kết luận",
            Self::ChuongTrinh => "Chương trình",
            Self::DeAn => "Đề án",
            Self::ToTrinh => "Tờ trình",
            Self::QuyDinh => "Quy định",
            Self::QuyChe => "Quy chế",
            Self::VanBanHopNhat => "Văn bản hợp nhất",
            Self::Khac => "Văn bản khác",
        }
    }
}

impl fmt::Display for DirectiveKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for DirectiveKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // As programs write it, and the store.
        if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.slug() == text) {
            return Ok(kind);
        }
        let wanted = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|kind| kind.slug() == wanted || kind.name().to_lowercase() == wanted).ok_or_else(
            || {
                let known: Vec<_> = Self::ALL.iter().map(Self::slug).collect();
                format!("“{text}” is not a kind of document; use one of {}", known.join(", "))
            },
        )
    }
}
