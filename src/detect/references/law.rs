//! Laws by name: "Luật Giáo dục", "Bộ luật Lao động", "Luật sửa đổi, bổ sung một số điều của Luật …".
//!
//! A law's name has a capital on its first word alone, so its end is found by the names in use first, else by the
//! first word that cannot be part of a name.

use super::scan::{after, eat_any, skip_blank, window_end, word_end};
use crate::detect::terms::{Terms, terms};

/// Names in use, longest match wins; in small letters, commas as written.
pub(super) static NAMES: Terms = Terms::new(&[
    "an ninh mạng",
    "an ninh quốc gia",
    "an toàn thông tin mạng",
    "an toàn thực phẩm",
    "an toàn, vệ sinh lao động",
    "ban hành văn bản quy phạm pháp luật",
    "bảo hiểm xã hội",
    "bảo hiểm y tế",
    "bảo vệ bí mật nhà nước",
    "bảo vệ dữ liệu cá nhân",
    "bảo vệ môi trường",
    "bảo vệ sức khỏe nhân dân",
    "bảo vệ, chăm sóc và giáo dục trẻ em",
    "bảo vệ quyền lợi người tiêu dùng",
    "bầu cử đại biểu quốc hội và đại biểu hội đồng nhân dân",
    "bình đẳng giới",
    "biên phòng việt nam",
    "biển việt nam",
    "cán bộ, công chức",
    "căn cước",
    "căn cước công dân",
    "chăn nuôi",
    "chất lượng sản phẩm, hàng hóa",
    "chứng khoán",
    "chuyển đổi số",
    "chuyển giao công nghệ",
    "cạnh tranh",
    "công an nhân dân",
    "công chứng",
    "công đoàn",
    "công nghệ cao",
    "công nghệ thông tin",
    "công nghiệp công nghệ số",
    "công nghiệp quốc phòng, an ninh và động viên công nghiệp",
    "cơ yếu",
    "cư trú",
    "dạy nghề",
    "dân quân tự vệ",
    "dân số",
    "dân sự",
    "di sản văn hóa",
    "di sản văn hoá",
    "doanh nghiệp",
    "du lịch",
    "dược",
    "dữ liệu",
    "đầu tư",
    "đầu tư công",
    "đất đai",
    "đê điều",
    "đấu giá tài sản",
    "đấu thầu",
    "điện ảnh",
    "điện lực",
    "đo lường",
    "đường bộ",
    "giá",
    "giám định tư pháp",
    "giáo dục",
    "giáo dục chính trị",
    "giáo dục đại học",
    "giáo dục nghề nghiệp",
    "giáo dục quốc phòng",
    "giáo dục quốc phòng và an ninh",
    "giao dịch điện tử",
    "giao thông đường bộ",
    "hàng hải việt nam",
    "hải quan",
    "hình sự",
    "hòa giải ở cơ sở",
    "hoạt động giám sát của quốc hội và hội đồng nhân dân",
    "hóa chất",
    "hôn nhân và gia đình",
    "hộ tịch",
    "hợp tác xã",
    "kế toán",
    "khám bệnh, chữa bệnh",
    "khiếu nại",
    "khoa học và công nghệ",
    "khoa học, công nghệ và đổi mới sáng tạo",
    "kiểm toán nhà nước",
    "kiểm toán độc lập",
    "kiến trúc",
    "kinh doanh bất động sản",
    "lao động",
    "lâm nghiệp",
    "lực lượng dự bị động viên",
    "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
    "lưu trữ",
    "lý lịch tư pháp",
    "mặt trận tổ quốc việt nam",
    "năng lượng nguyên tử",
    "ngân hàng nhà nước việt nam",
    "ngân sách nhà nước",
    "nghĩa vụ quân sự",
    "người cao tuổi",
    "người khuyết tật",
    "người lao động việt nam đi làm việc ở nước ngoài theo hợp đồng",
    "nhà giáo",
    "nhà ở",
    "nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại việt nam",
    "nuôi con nuôi",
    "phá sản",
    "phòng bệnh",
    "phòng cháy và chữa cháy",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "phòng, chống bạo lực gia đình",
    "phòng, chống bệnh truyền nhiễm",
    "phòng, chống ma túy",
    "phòng, chống ma tuý",
    "phòng, chống mua bán người",
    "phòng, chống rửa tiền",
    "phòng, chống tác hại của rượu, bia",
    "phòng, chống tác hại của thuốc lá",
    "phòng, chống tham nhũng",
    "phòng, chống thiên tai",
    "phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người (hiv/aids)",
    "phòng thủ dân sự",
    "phổ biến, giáo dục pháp luật",
    "phổ cập giáo dục tiểu học",
    "quản lý ngoại thương",
    "quản lý nợ công",
    "quản lý thuế",
    "quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
    "quản lý, sử dụng tài sản công",
    "quản lý, sử dụng tài sản nhà nước",
    "quảng cáo",
    "quốc phòng",
    "quốc tịch việt nam",
    "quy hoạch",
    "quy hoạch đô thị",
    "quy hoạch đô thị và nông thôn",
    "sở hữu trí tuệ",
    "sĩ quan quân đội nhân dân việt nam",
    "tài nguyên nước",
    "tài nguyên, môi trường biển và hải đảo",
    "tần số vô tuyến điện",
    "thanh niên",
    "thanh tra",
    "thể dục, thể thao",
    "thi đua, khen thưởng",
    "thi hành án dân sự",
    "thi hành án hình sự",
    "thống kê",
    "thuế giá trị gia tăng",
    "thuế thu nhập cá nhân",
    "thuế thu nhập doanh nghiệp",
    "thuế xuất khẩu, thuế nhập khẩu",
    "thực hành tiết kiệm, chống lãng phí",
    "thực hiện dân chủ ở cơ sở",
    "thú y",
    "thủ đô",
    "thủy lợi",
    "thủy sản",
    "thương mại",
    "tiếp cận thông tin",
    "tiếp công dân",
    "tiêu chuẩn và quy chuẩn kỹ thuật",
    "tín ngưỡng, tôn giáo",
    "tố cáo",
    "tố tụng dân sự",
    "tố tụng hành chính",
    "tố tụng hình sự",
    "tổ chức chính phủ",
    "tổ chức chính quyền địa phương",
    "tổ chức quốc hội",
    "tổ chức hội đồng nhân dân và ủy ban nhân dân",
    "tổ chức tòa án nhân dân",
    "tổ chức viện kiểm sát nhân dân",
    "trách nhiệm bồi thường của nhà nước",
    "trật tự, an toàn giao thông đường bộ",
    "trẻ em",
    "trí tuệ nhân tạo",
    "trồng trọt",
    "trợ giúp pháp lý",
    "trưng cầu ý dân",
    "tư pháp người chưa thành niên",
    "tương trợ tư pháp",
    "ưu đãi người có công với cách mạng",
    "viên chức",
    "việc làm",
    "viễn thông",
    "xây dựng",
    "xuất bản",
    "xuất cảnh, nhập cảnh của công dân việt nam",
    "xử lý vi phạm hành chính",
    "dân chủ ở xã, phường, thị trấn",
    "thực hiện dân chủ ở xã, phường, thị trấn",
    "cán bộ công chức",
]);

/// What a name after "Luật" is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LawName {
    /// The end of the name.
    pub end: usize,
    /// The end of a year that belongs to the name ("năm 2019", "2019").
    pub end_with_year: usize,
    /// Whether the name is one in use.
    pub known: bool,
}

/// Reads a law's name at `at`, right after "Luật" or "Bộ luật"; `lower`: the type word is in small letters, so that
/// only a capitalised name in use counts.
pub(super) fn name(s: &str, at: usize, lower: bool) -> Option<LawName> {
    let capital = after(s, at)?.is_uppercase();
    if lower && !capital {
        return None;
    }
    let known = NAMES.eat_longest(s, at);
    let end = match known {
        Some(end) => end,
        None if lower
            || !capital
            || super::words::at(s, at).is_some()
            || s[at..word_end(s, at)].chars().nth(1).is_none_or(char::is_uppercase) =>
        {
            return None;
        }
        None => unknown_name(s, at)?,
    };
    Some(LawName { end, end_with_year: year(s, end).unwrap_or(end), known: known.is_some() })
}

/// The end of "năm 2019" or "2019" after a name.
pub(super) fn year(s: &str, end: usize) -> Option<usize> {
    let mut p = skip_blank(s, end);
    if let Some(open) = s[p..].strip_prefix('(') {
        p = s.len() - open.len();
    }
    let p = eat_any(s, p, terms!["năm"]).map_or(p, |end| skip_blank(s, end));
    let digits = s[p..].bytes().take_while(u8::is_ascii_digit).count();
    let year = s[p..p + digits].parse::<u16>().ok()?;
    (digits == 4 && (1945..2100).contains(&year) && after(s, p + 4) != Some('/')).then_some(p + 4)
}

/// Up to the first word that no law's name goes on with.
fn unknown_name(s: &str, at: usize) -> Option<usize> {
    const STOP: &[&str] = &[
        "được", "của", "ngày", "năm", "số", "về", "đã", "thì", "có", "khi", "để", "cho", "theo", "đến", "này", "hiện",
        "sửa", "là", "do", "như", "hoặc", "quy", "ban", "nêu", "trên", "đối", "bị", "không", "phải", "thay", "tại",
        "trong", "từ", "gồm", "bao", "với", "tới", "sẽ", "hết", "vào", "cũng", "nhằm", "yêu", "khoản",
    ];
    let limit = window_end(s, at, 90);
    let mut end = word_end(s, at);
    for _ in 0..9 {
        let p = skip_blank(s, end);
        let word = word_end(s, p);
        if p == end || word == p || word > limit {
            break;
        }
        let text = &s[p..word];
        if STOP.contains(&text) || text.starts_with(|c: char| !c.is_lowercase()) {
            break;
        }
        if text == "và" {
            // "và" goes on inside a name only before a small letter ("giữ gìn và phát huy"), never before "các Luật".
            let q = skip_blank(s, word);
            let next = &s[q..word_end(s, q)];
            if !next.starts_with(char::is_lowercase) || STOP.contains(&next) || ["các", "những", "pháp"].contains(&next)
            {
                break;
            }
        }
        end = word;
    }
    (end > at).then_some(end)
}

/// "sửa đổi, bổ sung [một số điều] của" after "Luật": where the amended laws' names start.
pub(super) fn amending(s: &str, at: usize) -> Option<usize> {
    let verb =
        eat_any(s, at, terms!["sửa đổi, bổ sung", "sửa đổi và bổ sung", "sửa đổi bổ sung", "sửa đổi", "bổ sung"])?;
    let mut p = skip_blank(s, verb);
    for _ in 0..8 {
        if super::words::at(s, p).is_some() {
            return Some(p);
        }
        let word = word_end(s, p);
        let known = ["một", "số", "các", "của", "điều", "khoản", "điểm"].contains(&&s[p..word])
            || s[p..word].bytes().all(|b| b.is_ascii_digit());
        if word == p || !known {
            return None;
        }
        p = skip_blank(s, word);
    }
    None
}
