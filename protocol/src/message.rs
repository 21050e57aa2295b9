//! What every ES10 message can do: be written as DER, be read from a view, keep what it does not know.

use crate::hex::Hex;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// A message or part of one that is written as TLV.
pub trait Encode {
    /// Appends the element to `writer`.
    fn encode(&self, writer: &mut Writer);

    /// The element as DER bytes.
    fn to_der(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        self.encode(&mut writer);
        writer.into_bytes()
    }
}

/// A message or part of one that is read from a TLV.
pub trait Decode: Sized {
    /// Reads the element.
    ///
    /// # Errors
    /// Another tag, a missing or malformed part.
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError>;

    /// Reads the element that `bytes` consist of.
    ///
    /// # Errors
    /// As [`Decode::decode`], and bytes behind the element.
    fn from_der(bytes: &[u8]) -> Result<Self, DecodeError> {
        Self::decode(Tlv::parse_exact(bytes)?)
    }
}

/// Elements that a later edition or a vendor added: kept in order, and written again at the end.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unknown(Vec<u8>);

impl Unknown {
    /// None.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Keeps all that is left of a message.
    ///
    /// # Errors
    /// A malformed element among them.
    pub fn all<'a>(
        rest: impl IntoIterator<Item = Result<Tlv<'a>, DecodeError>>,
    ) -> Result<Self, DecodeError> {
        let mut unknown = Self::none();
        for tlv in rest {
            unknown.keep(tlv?);
        }
        Ok(unknown)
    }

    /// Keeps the children of `parent` whose tags are not among the known ones.
    ///
    /// # Errors
    /// A malformed child.
    pub fn beside(parent: Tlv<'_>, is_known: impl Fn(Tag) -> bool) -> Result<Self, DecodeError> {
        Self::all(
            parent
                .children()
                .filter(|child| !child.as_ref().is_ok_and(|child| is_known(child.tag()))),
        )
    }

    /// Keeps an element.
    pub fn keep(&mut self, tlv: Tlv<'_>) {
        self.0.extend_from_slice(tlv.raw());
    }

    /// The elements, one after the other, as they were received.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first one with this tag.
    pub fn find(&self, tag: Tag) -> Option<Tlv<'_>> {
        crate::tlv::Children::of(&self.0)
            .flatten()
            .find(|tlv| tlv.tag() == tag)
    }
}

impl std::fmt::Debug for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

// Tags that no message of the crate uses, some of them with a length that DER would write shorter.
crate::arbitrary::arbitrary!(Unknown, {
    let tags = vec![0xC1, 0xDF01, 0xE5, 0xBF7E, 0x9F_8101, 0xBFFF_FF7F];
    let element = (
        proptest::sample::select(tags),
        crate::arbitrary::blob(0..=130),
        any::<bool>(),
    );
    let element = element.prop_map(|(tag, value, lax)| {
        let mut writer = Writer::new();
        writer.primitive(Tag(tag), &value);
        let mut bytes = writer.into_bytes();
        if lax && value.len() < 0x80 {
            bytes.insert(Tag(tag).len(), 0x81);
        }
        bytes
    });
    prop_oneof![
        3 => Just(Self::none()),
        1 => proptest::collection::vec(element, 1..3).prop_map(|elements| Self(elements.concat())),
    ]
});

/// Declares a result code enumeration: known values by name, others kept as numbers.
macro_rules! result_codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $value:literal $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A value that the editions named in the crate doc do not define; cards do return such.
            Other(u8),
        }

        impl $name {
            /// The named values, in the order of SGP.22.
            pub const NAMED: &'static [Self] = &[$(Self::$variant),+];

            /// From the number in the response.
            pub const fn from_code(code: u8) -> Self {
                match code {
                    $($value => Self::$variant,)+
                    other => Self::Other(other),
                }
            }

            /// The number in the response.
            pub const fn code(self) -> u8 {
                match self {
                    $(Self::$variant => $value,)+
                    Self::Other(code) => code,
                }
            }

            /// The name as SGP.22 spells it, `undefined` for [`Self::Other`].
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(_) => "undefined",
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", self.name(), self.code())
            }
        }

        crate::arbitrary::arbitrary!(
            $name,
            prop_oneof![
                3 => proptest::sample::select(Self::NAMED),
                1 => any::<u8>().prop_map(Self::from_code),
            ]
        );
    };
}
pub(crate) use result_codes;

/// Declares the response of a function that answers with nothing but a result code in `80`.
macro_rules! result_response {
    ($(#[$doc:meta])* $name:ident, $tag:expr, $codes:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// `80`
            pub result: $codes,
            /// What a later edition added.
            pub unknown: crate::message::Unknown,
        }

        impl From<$codes> for $name {
            fn from(result: $codes) -> Self {
                Self { result, unknown: crate::message::Unknown::none() }
            }
        }

        impl crate::message::Encode for $name {
            fn encode(&self, writer: &mut crate::tlv::Writer) {
                writer.constructed($tag, |w| {
                    w.unsigned(crate::tlv::Tag(0x80), u32::from(self.result.code()));
                    w.raw(self.unknown.as_bytes());
                });
            }
        }

        impl crate::message::Decode for $name {
            fn decode(tlv: crate::tlv::Tlv<'_>) -> Result<Self, crate::tlv::DecodeError> {
                let tlv = tlv.expect($tag)?;
                let mut result = None;
                let mut unknown = crate::message::Unknown::none();
                for child in tlv.children() {
                    let child = child?;
                    match child.tag() {
                        crate::tlv::Tag(0x80) => result = Some($codes::from_code(child.small()?)),
                        _ => unknown.keep(child),
                    }
                }
                let missing =
                    crate::tlv::DecodeError::Missing { tag: crate::tlv::Tag(0x80), offset: tlv.offset() };
                Ok(Self { result: result.ok_or(missing)?, unknown })
            }
        }

        crate::arbitrary::arbitrary!(
            $name,
            any::<($codes, crate::message::Unknown)>()
                .prop_map(|(result, unknown)| Self { result, unknown })
        );
    };
}
pub(crate) use result_response;

/// Declares a request without any content.
macro_rules! empty_request {
    ($(#[$doc:meta])* $name:ident, $tag:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name;

        impl crate::message::Encode for $name {
            fn encode(&self, writer: &mut crate::tlv::Writer) {
                writer.primitive($tag, &[]);
            }
        }

        impl crate::message::Decode for $name {
            fn decode(tlv: crate::tlv::Tlv<'_>) -> Result<Self, crate::tlv::DecodeError> {
                tlv.expect($tag).map(|_| Self)
            }
        }

        crate::arbitrary::arbitrary!($name, Just(Self));
    };
}
pub(crate) use empty_request;
