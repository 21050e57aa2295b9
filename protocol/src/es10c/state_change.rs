//! The request that EnableProfile and DisableProfile share.

use crate::message::Unknown;
use crate::profile::{ProfileTarget, tags};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Declares a request of the form `{ A0 { 5A | 4F }, 81 refreshFlag }`.
macro_rules! state_change_request {
    ($(#[$doc:meta])* $name:ident, $tag:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// `A0` with `5A` or `4F`
            pub target: crate::profile::ProfileTarget,
            /// `81`: whether the device wants a REFRESH from the eUICC.
            pub refresh: bool,
            /// What a later edition added (v3: `82` targetEsimPort).
            pub unknown: crate::message::Unknown,
        }

        impl $name {
            /// The request of the v2 editions.
            pub const fn new(target: crate::profile::ProfileTarget, refresh: bool) -> Self {
                Self { target, refresh, unknown: crate::message::Unknown::none() }
            }
        }

        impl crate::message::Encode for $name {
            fn encode(&self, writer: &mut crate::tlv::Writer) {
                super::state_change::encode(writer, $tag, &self.target, self.refresh, &self.unknown);
            }
        }

        impl crate::message::Decode for $name {
            fn decode(tlv: crate::tlv::Tlv<'_>) -> Result<Self, crate::tlv::DecodeError> {
                let (target, refresh, unknown) = super::state_change::decode(tlv.expect($tag)?)?;
                Ok(Self { target, refresh, unknown })
            }
        }

        crate::arbitrary::arbitrary!(
            $name,
            any::<(crate::profile::ProfileTarget, bool, crate::message::Unknown)>()
                .prop_map(|(target, refresh, unknown)| Self { target, refresh, unknown })
        );
    };
}
pub(super) use state_change_request;

pub(super) fn encode(
    writer: &mut Writer,
    tag: Tag,
    target: &ProfileTarget,
    refresh: bool,
    unknown: &Unknown,
) {
    use crate::message::Encode as _;
    writer.constructed(tag, |w| {
        w.constructed(tags::CHOICE, |w| target.encode(w));
        w.boolean(Tag(0x81), refresh).raw(unknown.as_bytes());
    });
}

pub(super) fn decode(tlv: Tlv<'_>) -> Result<(ProfileTarget, bool, Unknown), DecodeError> {
    let (mut target, mut refresh) = (None, None);
    let mut unknown = Unknown::none();
    for child in tlv.children() {
        let child = child?;
        match child.tag() {
            tags::CHOICE => {
                let mut choice = child.children();
                let only = choice.next().transpose()?;
                let only = only.ok_or(DecodeError::Missing {
                    tag: tags::ICCID,
                    offset: child.offset(),
                })?;
                target = Some(ProfileTarget::decode(only)?);
                if let Some(second) = choice.next().transpose()? {
                    return Err(second.invalid("a second profile identifier"));
                }
            }
            Tag(0x81) => refresh = Some(child.boolean()?),
            tags::ICCID | tags::ISDP_AID => return Err(child.invalid("identifier outside its CHOICE")),
            _ => unknown.keep(child),
        }
    }
    let missing = |tag| DecodeError::Missing {
        tag,
        offset: tlv.offset(),
    };
    Ok((
        target.ok_or_else(|| missing(tags::CHOICE))?,
        refresh.ok_or_else(|| missing(Tag(0x81)))?,
        unknown,
    ))
}
