//! ServicesList: what an eUICC must be able to do to take a package.

use std::fmt;

use crate::message::Unknown;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

macro_rules! services {
    ($($(#[$doc:meta])* $variant:ident = $number:literal $text:literal),+ $(,)?) => {
        /// A service by its place in ServicesList.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Service {
            $($(#[$doc])* $variant,)+
        }

        impl Service {
            /// All of them, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Place in the list, and number of the context tag.
            pub const fn number(self) -> u8 {
                match self {
                    $(Self::$variant => $number,)+
                }
            }

            /// The name as the module spells it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

services! {
    /// SWP and HCI.
    Contactless = 0 "contactless",
    /// 3GPP TS 31.102
    Usim = 1 "usim",
    /// 3GPP TS 31.103
    Isim = 2 "isim",
    /// 3GPP2 C.S0065
    Csim = 3 "csim",
    /// 3GPP TS 35.205
    Milenage = 4 "milenage",
    /// 3GPP TS 35.231 with a key of 128 bits.
    Tuak128 = 5 "tuak128",
    /// 3GPP2 authentication
    Cave = 6 "cave",
    /// GBA in the USIM.
    GbaUsim = 7 "gba-usim",
    /// GBA in the ISIM.
    GbaIsim = 8 "gba-isim",
    /// Broadcast keys.
    Mbms = 9 "mbms",
    /// EAP client
    Eap = 10 "eap",
    /// Runtime environment
    Javacard = 11 "javacard",
    /// Runtime environment
    Multos = 12 "multos",
    /// More than one USIM.
    MultipleUsim = 13 "multiple-usim",
    /// More than one ISIM.
    MultipleIsim = 14 "multiple-isim",
    /// More than one CSIM.
    MultipleCsim = 15 "multiple-csim",
    /// 3GPP TS 35.231 with a key of 256 bits.
    Tuak256 = 16 "tuak256",
    /// 3GPP TS 34.108 §8.1.2
    UsimTestAlgorithm = 17 "usim-test-algorithm",
    /// Files of BER-TLV structure.
    BerTlv = 18 "ber-tlv",
    /// Directories that are links.
    DfLink = 19 "dfLink",
    /// CAT_TP
    CatTp = 20 "cat-tp",
    /// GET IDENTITY (ETSI TS 102 221 §11.1.26).
    GetIdentity = 21 "get-identity",
    /// ECIES profile A
    ProfileAX25519 = 22 "profile-a-x25519",
    /// ECIES profile B
    ProfileBP256 = 23 "profile-b-p256",
    /// API of 3GPP TS 31.130.
    SuciCalculatorApi = 24 "suciCalculatorApi",
    /// DNS resolution of Amendment B.
    DnsResolution = 25 "dns-resolution",
    /// SCP11 variants a and c.
    Scp11ac = 26 "scp11ac",
    /// Tag `BF20` of SCP11c.
    Scp11cAuthorizationMechanism = 27 "scp11c-authorization-mechanism",
    /// S16 mode of Amendments D and F.
    S16Mode = 28 "s16mode",
    /// Enhanced AKA
    Eaka = 29 "eaka",
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of services. Those that no edition known here defines are kept as elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServicesList {
    bits: u32,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl ServicesList {
    /// The set of these services.
    pub fn of(services: impl IntoIterator<Item = Service>) -> Self {
        let bits = services
            .into_iter()
            .fold(0, |bits, service| bits | 1 << service.number());
        Self {
            bits,
            unknown: Unknown::none(),
        }
    }

    /// Whether the service is in the set.
    pub const fn contains(&self, service: Service) -> bool {
        self.bits & (1 << service.number()) != 0
    }

    /// The services that are in this set and not in `other`, in the order of the list.
    pub fn without(&self, other: &Self) -> impl Iterator<Item = Service> {
        let missing = self.bits & !other.bits;
        Service::ALL
            .iter()
            .copied()
            .filter(move |service| missing & (1 << service.number()) != 0)
    }

    pub(super) fn write(&self, tag: Tag, writer: &mut Writer) {
        writer.constructed(tag, |w| {
            for service in Service::ALL.iter().filter(|service| self.contains(**service)) {
                w.primitive(Tag(0x80 | u32::from(service.number())), &[]);
            }
            w.raw(self.unknown.as_bytes());
        });
    }

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let mut list = Self::default();
        for child in tlv.children() {
            let child = child?;
            match child.tag().0 {
                tag @ 0x80..=0x9D => list.bits |= 1 << (tag & 0x1F),
                _ => list.unknown.keep(child),
            }
        }
        Ok(list)
    }
}

crate::arbitrary::arbitrary!(
    ServicesList,
    (0u32..1 << 30, any::<Unknown>()).prop_map(|(bits, unknown)| Self { bits, unknown })
);
