//! What the eUICC can do.

use signoff_protocol::saip::{Service, ServicesList};

/// What a package may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UppPlatform {
    /// Services of the header that are there.
    pub services: ServicesList,
    /// Bytes of non-volatile memory that a profile may take.
    pub free_bytes: usize,
}

impl UppPlatform {
    /// The first and the last major version of packages that are read.
    pub(super) const VERSIONS: std::ops::RangeInclusive<u8> = 2..=3;
}

impl Default for UppPlatform {
    fn default() -> Self {
        use Service::{
            BerTlv, Csim, DfLink, GetIdentity, Isim, Javacard, Milenage, MultipleCsim, MultipleIsim,
            MultipleUsim, ProfileAX25519, ProfileBP256, Tuak128, Tuak256, Usim, UsimTestAlgorithm,
        };
        Self {
            services: ServicesList::of([
                Usim,
                Isim,
                Csim,
                Milenage,
                Tuak128,
                Javacard,
                MultipleUsim,
                MultipleIsim,
                MultipleCsim,
                Tuak256,
                UsimTestAlgorithm,
                BerTlv,
                DfLink,
                GetIdentity,
                ProfileAX25519,
                ProfileBP256,
            ]),
            free_bytes: 1 << 19,
        }
    }
}
