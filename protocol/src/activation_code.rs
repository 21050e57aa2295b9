//! Activation code: what a user scans or types to get a profile (SGP.22 §4.1).

use std::fmt;
use std::str::FromStr;

/// `1$address$token[$oid[$1]]`; as a QR code with `LPA:` before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivationCode {
    /// FQDN of the SM-DP+; without one the LPA asks the default SM-DP+ or an SM-DS.
    pub smdp_address: Option<String>,
    /// The token, sent as matchingId.
    pub matching_id: Option<String>,
    /// The SM-DP+ must prove to have this object identifier.
    pub smdp_oid: Option<String>,
    /// The user will be asked for a confirmation code.
    pub confirmation_code_required: bool,
    /// Fields of later editions, in order.
    pub rest: Vec<String>,
}

/// Why a text is no activation code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActivationCodeError {
    /// It does not start with `1$`.
    #[error("an activation code starts with \"1$\" or \"LPA:1$\", this one with {found:?}")]
    Format {
        /// Its first characters.
        found: String,
    },
    /// Longer than SGP.22 allows.
    #[error("activation code of {found} characters, at most 255 are allowed")]
    Length {
        /// How many characters.
        found: usize,
    },
    /// White space, a control character or one beyond ASCII.
    #[error("{found:?} at character {position} cannot stand in an activation code")]
    Character {
        /// The character.
        found: char,
        /// Its place, from 0.
        position: usize,
    },
    /// The token is missing altogether.
    #[error("an activation code has at least two \"$\": 1$address$token")]
    Fields,
    /// The flag of the confirmation code is neither absent, nor empty, nor `1`.
    #[error("the confirmation code flag of an activation code is \"1\" or absent, not {found:?}")]
    Flag {
        /// What stands there.
        found: String,
    },
}

impl FromStr for ActivationCode {
    type Err = ActivationCodeError;

    fn from_str(text: &str) -> Result<Self, ActivationCodeError> {
        let text = text.trim();
        let found = text.chars().count();
        if found > 255 {
            return Err(ActivationCodeError::Length { found });
        }
        if let Some((position, found)) = text.chars().enumerate().find(|(_, c)| !c.is_ascii_graphic()) {
            return Err(ActivationCodeError::Character { found, position });
        }
        let code = match text.split_at_checked(4) {
            Some((prefix, code)) if prefix.eq_ignore_ascii_case("LPA:") => code,
            _ => text,
        };
        let Some(fields) = code.strip_prefix("1$") else {
            return Err(ActivationCodeError::Format {
                found: text.chars().take(8).collect(),
            });
        };
        let mut fields = fields.split('$').map(str::to_owned);
        let mut next = || {
            fields
                .next()
                .map(|field| Some(field).filter(|field| !field.is_empty()))
        };
        let smdp_address = next().flatten();
        let matching_id = next().ok_or(ActivationCodeError::Fields)?;
        let smdp_oid = next().flatten();
        let confirmation_code_required = match next().flatten() {
            None => false,
            Some(flag) if flag == "1" => true,
            Some(found) => return Err(ActivationCodeError::Flag { found }),
        };
        Ok(Self {
            smdp_address,
            matching_id,
            smdp_oid,
            confirmation_code_required,
            rest: fields.collect(),
        })
    }
}

impl fmt::Display for ActivationCode {
    /// Without `LPA:`, and without empty fields at the end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let mut code = format!("1${}${}", text(&self.smdp_address), text(&self.matching_id));
        let flag = if self.confirmation_code_required { "1" } else { "" };
        let optional = [text(&self.smdp_oid), flag.to_owned()];
        let fields: Vec<&String> = optional.iter().chain(&self.rest).collect();
        let used = fields.iter().rposition(|field| !field.is_empty());
        for field in fields.iter().take(used.map_or(0, |last| last + 1)) {
            code.push('$');
            code.push_str(field);
        }
        f.pad(&code)
    }
}

crate::arbitrary::arbitrary!(ActivationCode, {
    let field = |pattern: &'static str| proptest::option::of(pattern);
    (
        field("[a-z]{1,8}\\.example(:[1-9][0-9]{3})?"),
        field("[0-9A-Z-]{1,40}"),
        field("2\\.999\\.[1-9][0-9]{0,3}"),
        any::<bool>(),
        proptest::option::of("[0-9]{1,4}"),
    )
        .prop_map(
            |(smdp_address, matching_id, smdp_oid, confirmation_code_required, later)| Self {
                smdp_address,
                matching_id,
                smdp_oid,
                confirmation_code_required,
                rest: later.into_iter().collect(),
            },
        )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, parts: (Option<&str>, Option<&str>, Option<&str>, bool), canonical: &str) {
        let code: ActivationCode = text.parse().expect("an activation code");
        let found = (
            code.smdp_address.as_deref(),
            code.matching_id.as_deref(),
            code.smdp_oid.as_deref(),
            code.confirmation_code_required,
        );
        assert_eq!(found, parts, "{text}");
        assert_eq!(code.to_string(), canonical);
    }

    #[test]
    fn fields_may_be_empty_and_the_prefix_may_be_missing() {
        let address = Some("smdp.example");
        let token = Some("04386-AGYFT-A74Y8-3F815");
        let short = "1$smdp.example$04386-AGYFT-A74Y8-3F815";
        check(&format!("LPA:{short}"), (address, token, None, false), short);
        check(&format!(" lpa:{short}\n"), (address, token, None, false), short);
        check(short, (address, token, None, false), short);
        check(&format!("{short}$$"), (address, token, None, false), short);
        let with_code = format!("{short}$$1");
        check(&with_code, (address, token, None, true), &with_code);
        let with_oid = format!("{short}$1.3.6.1.4.1.31746");
        check(
            &with_oid,
            (address, token, Some("1.3.6.1.4.1.31746"), false),
            &with_oid,
        );
        let with_both = format!("{with_oid}$1");
        check(
            &with_both,
            (address, token, Some("1.3.6.1.4.1.31746"), true),
            &with_both,
        );
        check("1$smdp.example$", (address, None, None, false), "1$smdp.example$");
        check("1$$", (None, None, None, false), "1$$");
    }

    #[test]
    fn later_fields_are_kept() {
        let code: ActivationCode = "1$smdp.example$A$$1$F54172".parse().expect("an activation code");
        assert_eq!(code.rest, ["F54172"]);
        assert_eq!(code.to_string(), "1$smdp.example$A$$1$F54172");
    }

    #[test]
    fn what_is_none_says_why() {
        for (text, message) in [
            (
                "",
                "an activation code starts with \"1$\" or \"LPA:1$\", this one with \"\"",
            ),
            (
                "https://smdp.example",
                "an activation code starts with \"1$\" or \"LPA:1$\", this one with \"https://\"",
            ),
            (
                "LPA:2$smdp.example$",
                "an activation code starts with \"1$\" or \"LPA:1$\", this one with \"LPA:2$sm\"",
            ),
            (
                "1$smdp.example",
                "an activation code has at least two \"$\": 1$address$token",
            ),
            (
                "1$smdp.example$A B",
                "' ' at character 16 cannot stand in an activation code",
            ),
            (
                "1$smdp.example$A$$2",
                "the confirmation code flag of an activation code is \"1\" or absent, not \"2\"",
            ),
        ] {
            let error = text.parse::<ActivationCode>().expect_err("no activation code");
            assert_eq!(error.to_string(), message);
        }
        let long = format!("1$smdp.example${}", "A".repeat(241));
        assert_eq!(
            long.parse::<ActivationCode>(),
            Err(ActivationCodeError::Length { found: 256 })
        );
    }
}
