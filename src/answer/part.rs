//! Parts of long lists: the interfaces for programs never give more than a part at once.

use serde_json::{Map, Value, json};

use super::{Fault, Wrong};

/// Which part of a list, or of a page's text in characters, is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) offset: usize,
    pub(super) limit: usize,
}

/// How large parts may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Without a wish.
    pub(super) usual: usize,
    /// At most.
    pub(super) most: usize,
}

/// The largest offset.
const FARTHEST: usize = 10_000_000;

impl Part {
    /// Takes `offset` and `limit` out of the parameters.
    pub(super) fn take(parameters: &mut Map<String, Value>, sizes: Sizes) -> Result<Self, Fault> {
        let mut number = |name: &str, from: usize, to: usize, usual: usize| match parameters.remove(name) {
            None | Some(Value::Null) => Ok(usual),
            Some(value) => value
                .as_u64()
                .and_then(|value| usize::try_from(value).ok())
                .filter(|value| (from..=to).contains(value))
                .ok_or_else(|| {
                    let given = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    Fault::Parameter(Wrong::whole(name, &given, &json!({ "minimum": from, "maximum": to })))
                }),
        };
        Ok(Self { offset: number("offset", 0, FARTHEST, 0)?, limit: number("limit", 1, sizes.most, sizes.usual)? })
    }

    /// The schemas of `offset` and `limit`.
    pub(super) fn schemas(of: &str, sizes: Sizes) -> [(&'static str, Value); 2] {
        let offset = format!("Leave out so many {of}; take `paging.next_offset` of the last answer to go on.");
        let limit = format!("At most so many {of}.");
        [
            (
                "offset",
                json!({ "type": "integer", "minimum": 0, "maximum": FARTHEST, "description": offset, "default": 0 }),
            ),
            (
                "limit",
                json!({ "type": "integer", "minimum": 1, "maximum": sizes.most, "description": limit, "default": sizes.usual }),
            ),
        ]
    }

    /// Cuts the list `name` of an answer and says which part it is; `total` is how many there are, where the list no
    /// longer holds all.
    pub(super) fn cut(self, answer: &mut Value, name: &str, total: Option<usize>) {
        let Some(list) = answer.get_mut(name).and_then(Value::as_array_mut) else { return };
        let total = total.unwrap_or(list.len());
        let rest = list.split_off(self.offset.min(list.len()));
        *list = rest;
        list.truncate(self.limit);
        self.say(answer, total);
    }

    /// Cuts the text `name` of an answer, by characters.
    pub(super) fn cut_text(self, answer: &mut Value, name: &str) {
        let text = answer[name].as_str().unwrap_or_default();
        let total = text.chars().count();
        answer[name] = text.chars().skip(self.offset).take(self.limit).collect::<String>().into();
        self.say(answer, total);
    }

    fn say(self, answer: &mut Value, total: usize) {
        let next = self.offset + self.limit;
        answer["paging"] = json!({
            "offset": self.offset, "limit": self.limit, "total": total, "next_offset": (next < total).then_some(next),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: Sizes = Sizes { usual: 2, most: 3 };

    #[test]
    fn lists_are_given_in_parts_that_lead_on() {
        for (offset, limit, rows, next) in [
            (0, 2, json!([1, 2]), json!(2)),
            (2, 2, json!([3, 4]), json!(4)),
            (4, 2, json!([5]), json!(null)),
            (9, 2, json!([]), json!(null)),
            (2, 3, json!([3, 4, 5]), json!(null)),
        ] {
            let mut answer = json!({ "rows": [1, 2, 3, 4, 5] });
            Part { offset, limit }.cut(&mut answer, "rows", None);
            assert_eq!((&answer["rows"], &answer["paging"]["next_offset"]), (&rows, &next), "{offset} {limit}");
            assert_eq!(answer["paging"]["total"], 5);
        }
        let mut answer = json!({ "text": "thời hạn" });
        Part { offset: 2, limit: 3 }.cut_text(&mut answer, "text");
        assert_eq!((&answer["text"], &answer["paging"]["total"]), (&json!("ời "), &json!(8)));
    }

    #[test]
    fn parts_have_their_limits() {
        let take = |value: Value| {
            let Value::Object(mut parameters) = value else { panic!("an object") };
            Part::take(&mut parameters, SIZES).ok()
        };
        assert_eq!(take(json!({})), Some(Part { offset: 0, limit: 2 }));
        assert_eq!(take(json!({ "offset": 4, "limit": 3 })), Some(Part { offset: 4, limit: 3 }));
        for wrong in [
            json!({ "limit": 0 }),
            json!({ "limit": 4 }),
            json!({ "offset": -1 }),
            json!({ "offset": 1.5 }),
            json!({ "limit": "2" }),
        ] {
            assert_eq!(take(wrong.clone()), None, "{wrong}");
        }
    }
}
