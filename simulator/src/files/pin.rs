//! PINs and PUKs as they are created (ETSI TS 102 221 §9.5).

/// A PIN that is to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinSpec {
    /// Key reference: `01` to `08` global PINs, `81` to `88` local ones, `0A` to `0E` and `8A` to `8E` those of
    /// administrators, `11` the universal PIN.
    pub reference: u8,
    /// Digits, filled with `FF`.
    pub value: [u8; 8],
    /// Key reference of the PUK; without one a blocked PIN stays blocked.
    pub puk: Option<u8>,
    /// Whether it is asked for.
    pub enabled: bool,
    /// Whether CHANGE PIN is allowed.
    pub changeable: bool,
    /// Whether DISABLE PIN and ENABLE PIN are allowed.
    pub can_be_disabled: bool,
    /// Tries after a right one, 1 to 15.
    pub max_tries: u8,
    /// Tries that are left, 0 for a PIN that is blocked.
    pub tries: u8,
}

impl PinSpec {
    /// An enabled PIN with three tries that can be changed and disabled.
    pub const fn new(reference: u8, value: [u8; 8]) -> Self {
        Self {
            reference,
            value,
            puk: None,
            enabled: true,
            changeable: true,
            can_be_disabled: true,
            max_tries: 3,
            tries: 3,
        }
    }
}

/// A PUK that is to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PukSpec {
    /// Key reference, `01` to `08` and `81` to `88`.
    pub reference: u8,
    /// Digits, filled with `FF`.
    pub value: [u8; 8],
    /// Tries after a right one, 1 to 15.
    pub max_tries: u8,
    /// Tries that are left.
    pub tries: u8,
}

impl PukSpec {
    /// A PUK with ten tries.
    pub const fn new(reference: u8, value: [u8; 8]) -> Self {
        Self {
            reference,
            value,
            max_tries: 10,
            tries: 10,
        }
    }
}

/// A PIN or PUK of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Secret {
    pub(super) reference: u8,
    pub(super) value: [u8; 8],
    pub(super) max_tries: u8,
    pub(super) tries: u8,
}

/// A PIN and what is known of it since the last reset.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Pin {
    pub(super) secret: Secret,
    pub(super) puk: Option<u8>,
    pub(super) enabled: bool,
    pub(super) changeable: bool,
    pub(super) can_be_disabled: bool,
    /// Volatile: the right value was given.
    pub(super) verified: bool,
    /// Differs from what the profile package said.
    pub(super) changed: bool,
}

impl From<PinSpec> for Pin {
    fn from(spec: PinSpec) -> Self {
        Self {
            secret: Secret {
                reference: spec.reference,
                value: spec.value,
                max_tries: spec.max_tries,
                tries: spec.tries.min(spec.max_tries),
            },
            puk: spec.puk,
            enabled: spec.enabled,
            changeable: spec.changeable,
            can_be_disabled: spec.can_be_disabled,
            verified: false,
            changed: false,
        }
    }
}

/// A PUK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Puk {
    pub(super) secret: Secret,
    /// Differs from what the profile package said.
    pub(super) changed: bool,
}

impl From<PukSpec> for Puk {
    fn from(spec: PukSpec) -> Self {
        Self {
            secret: Secret {
                reference: spec.reference,
                value: spec.value,
                max_tries: spec.max_tries,
                tries: spec.tries.min(spec.max_tries),
            },
            changed: false,
        }
    }
}
