//! The HTTP binding (SGP.22 §6.2, §6.3): paths and header fields.

/// Media type of requests and responses; some add a character set.
pub const CONTENT_TYPE: &str = "application/json";
/// Header field that tells the version of the protocol.
pub const X_ADMIN_PROTOCOL: &str = "X-Admin-Protocol";
/// Value of [`X_ADMIN_PROTOCOL`] that both sides send.
pub const PROTOCOL_VERSION: &str = "gsma/rsp/v2.2.2";
/// User-Agent of an LPA in the device.
pub const USER_AGENT: &str = "gsma-rsp-lpad";
/// User-Agent of an LPA in the eUICC.
pub const USER_AGENT_LPAE: &str = "gsma-rsp-lpae";
/// Path of the ASN.1 binding, which this crate does not speak.
pub const ASN1_PATH: &str = "/gsma/rsp2/asn1";

/// Declares the functions of an interface with their paths.
macro_rules! functions {
    ($(#[$doc:meta])* $name:ident, $prefix:literal { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// All functions, in the order of SGP.22.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Path of the request.
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($prefix, $text),)+
                }
            }

            /// The name, which is the last part of the path.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// The function with this path.
            pub fn from_path(path: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|function| function.path() == path)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
pub(crate) use functions;

functions! {
    /// The functions of ES9+, and of ES11 but for the package.
    Es9pFunction, "/gsma/rsp2/es9plus/" {
        /// §5.6.1
        InitiateAuthentication = "initiateAuthentication",
        /// §5.6.3
        AuthenticateClient = "authenticateClient",
        /// §5.6.2
        GetBoundProfilePackage = "getBoundProfilePackage",
        /// §5.6.4
        HandleNotification = "handleNotification",
        /// §5.6.5
        CancelSession = "cancelSession",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_their_functions() {
        for function in Es9pFunction::ALL {
            assert_eq!(Es9pFunction::from_path(function.path()), Some(*function));
        }
        let path = "/gsma/rsp2/es9plus/handleNotification";
        assert_eq!(
            Es9pFunction::from_path(path),
            Some(Es9pFunction::HandleNotification)
        );
        assert_eq!(Es9pFunction::from_path("/gsma/rsp2/es9plus/"), None);
    }
}
