//! EUICCResponse: what the eUICC says of the installation, in the profile installation result.

use std::fmt;

use super::read::{SEQUENCE, required, uint16};
use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

macro_rules! status_codes {
    ($($(#[$doc:meta])* $variant:ident = $value:literal $text:literal),+ $(,)?) => {
        /// Status of an element: known values by name, others kept as numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum PeStatusCode {
            $($(#[$doc])* $variant,)+
            /// Status words (`6xxx`, `9xxx`), proprietary values, and what a later edition added.
            Other(u16),
        }

        impl PeStatusCode {
            /// The named values, in the order of the module.
            pub const NAMED: &'static [Self] = &[$(Self::$variant),+];

            /// From the number in `80`.
            pub const fn from_code(code: u16) -> Self {
                match code {
                    $($value => Self::$variant,)+
                    other => Self::Other(other),
                }
            }

            /// The number in `80`.
            pub const fn code(self) -> u16 {
                match self {
                    $(Self::$variant => $value,)+
                    Self::Other(code) => code,
                }
            }

            /// The name as the module spells it, `undefined` for [`Self::Other`].
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(_) => "undefined",
                }
            }
        }
    };
}

status_codes! {
    /// Carried out.
    Ok = 0 "ok",
    /// The eUICC does not know this element.
    PeNotSupported = 1 "pe-not-supported",
    /// Memory could not be written.
    MemoryFailure = 2 "memory-failure",
    /// A value that the element cannot have.
    BadValues = 3 "bad-values",
    /// The profile is larger than what is free.
    NotEnoughMemory = 4 "not-enough-memory",
    /// No profile element, or one where it cannot stand.
    InvalidRequestFormat = 5 "invalid-request-format",
    /// A parameter that does not fit what is there.
    InvalidParameter = 6 "invalid-parameter",
    /// No such runtime environment.
    RuntimeNotSupported = 7 "runtime-not-supported",
    /// No such library.
    LibNotSupported = 8 "lib-not-supported",
    /// No such template.
    TemplateNotSupported = 9 "template-not-supported",
    /// No such service.
    FeatureNotSupported = 10 "feature-not-supported",
    /// A PIN, PUK or the directory with the PINs is not there.
    PinCodeMissing = 11 "pin-code-missing",
    /// The package is of an edition that the eUICC does not know.
    UnsupportedProfileVersion = 31 "unsupported-profile-version",
}

impl fmt::Display for PeStatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.name(), self.code())
    }
}

/// Status of an element, or of the package where no element is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeStatus {
    /// `80`
    pub status: PeStatusCode,
    /// `81`
    pub identification: Option<u16>,
    /// `82`
    pub additional_information: Option<u8>,
    /// `83` (v3)
    pub offset: Option<u32>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl PeStatus {
    /// A status with nothing but its code and the element's number.
    pub const fn new(status: PeStatusCode, identification: Option<u16>) -> Self {
        Self {
            status,
            identification,
            additional_information: None,
            offset: None,
            unknown: Unknown::none(),
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.constructed(SEQUENCE, |w| {
            w.unsigned(Tag(0x80), u32::from(self.status.code()));
            if let Some(number) = self.identification {
                w.unsigned(Tag(0x81), u32::from(number));
            }
            if let Some(number) = self.additional_information {
                w.unsigned(Tag(0x82), u32::from(number));
            }
            if let Some(number) = self.offset {
                w.unsigned(Tag(0x83), number);
            }
            w.raw(self.unknown.as_bytes());
        });
    }

    fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut status, mut identification, mut unknown) = (None, None, Unknown::none());
        let (mut additional_information, mut offset) = (None, None);
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => status = Some(PeStatusCode::from_code(uint16(child)?)),
                Tag(0x81) => identification = Some(uint16(child)?),
                Tag(0x82) => additional_information = Some(child.small()?),
                Tag(0x83) => offset = Some(child.unsigned()?),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            status: required(status, tlv, Tag(0x80))?,
            identification,
            additional_information,
            offset,
            unknown,
        })
    }
}

/// The answer to a package, `30`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EuiccResponse {
    /// `A0`
    pub statuses: Vec<PeStatus>,
    /// `81`: nothing was installed.
    pub installation_aborted: bool,
    /// `82`, 2 to 64 bytes
    pub status_message: Option<String>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl EuiccResponse {
    /// Everything was installed.
    pub fn ok() -> Self {
        Self {
            statuses: vec![PeStatus::new(PeStatusCode::Ok, None)],
            installation_aborted: false,
            status_message: None,
            unknown: Unknown::none(),
        }
    }

    /// Nothing was installed, for these reasons.
    pub const fn aborted(statuses: Vec<PeStatus>) -> Self {
        Self {
            statuses,
            installation_aborted: true,
            status_message: None,
            unknown: Unknown::none(),
        }
    }
}

impl Encode for EuiccResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(SEQUENCE, |w| {
            w.constructed(Tag(0xA0), |w| {
                self.statuses.iter().for_each(|status| status.write(w));
            });
            if self.installation_aborted {
                w.primitive(Tag(0x81), &[]);
            }
            if let Some(message) = &self.status_message {
                w.text(Tag(0x82), message);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for EuiccResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(SEQUENCE)?;
        let (mut statuses, mut installation_aborted) = (None, false);
        let (mut status_message, mut unknown) = (None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0xA0) => {
                    let entries = child
                        .children()
                        .map(|entry| PeStatus::read(entry?.expect(SEQUENCE)?));
                    statuses = Some(entries.collect::<Result<_, _>>()?);
                }
                Tag(0x81) => installation_aborted = true,
                Tag(0x82) => status_message = Some(child.text()?.to_owned()),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            statuses: required(statuses, tlv, Tag(0xA0))?,
            installation_aborted,
            status_message,
            unknown,
        })
    }
}

crate::arbitrary::arbitrary!(
    PeStatusCode,
    prop_oneof![
        3 => proptest::sample::select(Self::NAMED),
        1 => any::<u16>().prop_map(Self::from_code),
    ]
);

crate::arbitrary::arbitrary!(PeStatus, {
    let offset = proptest::option::of(crate::arbitrary::number());
    (any::<(PeStatusCode, Option<u16>, Option<u8>, Unknown)>(), offset).prop_map(
        |((status, identification, additional_information, unknown), offset)| Self {
            status,
            identification,
            additional_information,
            offset,
            unknown,
        },
    )
});

crate::arbitrary::arbitrary!(
    EuiccResponse,
    (
        crate::arbitrary::list(3),
        any::<bool>(),
        proptest::option::of("[a-z ]{2,64}"),
        any::<Unknown>()
    )
        .prop_map(|(statuses, installation_aborted, status_message, unknown)| Self {
            statuses,
            installation_aborted,
            status_message,
            unknown
        })
);
