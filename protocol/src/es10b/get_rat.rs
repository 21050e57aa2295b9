//! ES10b.GetRAT, `BF43`: the Rules Authorisation Table (SGP.22 §5.7.22, §2.8.1.2).

use crate::message::{Decode, Encode, Unknown, empty_request};
use crate::profile::{OperatorId, PolicyRules};
use crate::tlv::{Bits, DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF43);

empty_request! {
    /// Asks for the table.
    GetRatRequest, TAG
}

/// A row: which rules these operators may set, and whether the user must consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfilePolicyAuthorisationRule {
    /// `80`
    pub rules: PolicyRules,
    /// `A1`, with wildcards
    pub allowed_operators: Vec<OperatorId>,
    /// `82`: bit 0 is consentRequired.
    pub flags: Bits,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl ProfilePolicyAuthorisationRule {
    /// Whether the user must consent to a profile with these rules.
    pub const fn consent_required(&self) -> bool {
        self.flags.contains(0)
    }
}

/// The table, in the order in which the eUICC tries its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetRatResponse {
    /// `A0`
    pub table: Vec<ProfilePolicyAuthorisationRule>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for GetRatResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.constructed(Tag(0xA0), |w| {
                for row in &self.table {
                    w.constructed(Tag(0x30), |w| {
                        w.bits(Tag(0x80), row.rules.0);
                        w.constructed(Tag(0xA1), |w| {
                            row.allowed_operators
                                .iter()
                                .for_each(|id| id.encode_as(Tag(0x30), w));
                        });
                        w.bits(Tag(0x82), row.flags).raw(row.unknown.as_bytes());
                    });
                }
            });
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for GetRatResponse {
    /// OperatorId is read under `30` as the ASN.1 says, and under `B7` as one client in the field expects it.
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let table = tlv
            .child(Tag(0xA0))?
            .children()
            .map(|row| rule(row?))
            .collect::<Result<_, _>>()?;
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            if child.tag() != Tag(0xA0) {
                unknown.keep(child);
            }
        }
        Ok(Self { table, unknown })
    }
}

fn rule(row: Tlv<'_>) -> Result<ProfilePolicyAuthorisationRule, DecodeError> {
    let row = row.expect(Tag(0x30))?;
    let operators = row.child(Tag(0xA1))?;
    let unknown = Unknown::beside(row, |tag| matches!(tag.0, 0x80 | 0xA1 | 0x82))?;
    Ok(ProfilePolicyAuthorisationRule {
        rules: PolicyRules(row.child(Tag(0x80))?.bits()?),
        allowed_operators: operators
            .children()
            .map(|id| OperatorId::decode(id?))
            .collect::<Result<_, _>>()?,
        flags: row.child(Tag(0x82))?.bits()?,
        unknown,
    })
}

crate::arbitrary::arbitrary!(
    ProfilePolicyAuthorisationRule,
    (
        any::<PolicyRules>(),
        crate::arbitrary::list(3),
        any::<Bits>(),
        any::<Unknown>()
    )
        .prop_map(|(rules, allowed_operators, flags, unknown)| Self {
            rules,
            allowed_operators,
            flags,
            unknown
        })
);

crate::arbitrary::arbitrary!(
    GetRatResponse,
    (crate::arbitrary::list(4), any::<Unknown>()).prop_map(|(table, unknown)| Self { table, unknown })
);
