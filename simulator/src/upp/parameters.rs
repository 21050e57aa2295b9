//! PINs, PUKs and keys of a package as the file system has them.

use signoff_protocol::saip::{AkaParameter, AlgoParameter, Algorithm, PinConfiguration, PukConfiguration};

use super::failure::Refused;
use crate::files::{
    AkaAlgorithm, AkaParameters, MilenageParameters, PinSpec, PukSpec, SequenceNumbers, TuakParameters,
};

/// Sequence numbers that a package may give: one for each index.
const INDICES: usize = 32;

/// PIN references of ETSI TS 102 221 §9.5.1.
pub(super) const fn is_pin_reference(reference: u8) -> bool {
    matches!(reference, 0x01..=0x08 | 0x0A..=0x0E | 0x11 | 0x81..=0x88 | 0x8A..=0x8E)
}

/// Whether a reference is of a PIN that every directory has for itself.
pub(super) const fn is_local(reference: u8) -> bool {
    reference & 0x80 != 0
}

pub(super) fn pin(configuration: &PinConfiguration) -> Result<PinSpec, Refused> {
    if !is_pin_reference(configuration.key_reference) {
        return Err(Refused::value("no key reference of a PIN"));
    }
    let attributes = configuration.attributes_or_default();
    let (max_tries, tries) = configuration.attempts_or_default();
    if max_tries == 0 || tries > max_tries {
        return Err(Refused::value("a PIN has more attempts left than it may have"));
    }
    Ok(PinSpec {
        reference: configuration.key_reference,
        value: configuration.value,
        puk: configuration.unblocking_reference,
        enabled: attributes & 0x01 != 0,
        changeable: attributes & 0x02 != 0,
        can_be_disabled: attributes & 0x04 != 0,
        max_tries,
        tries,
    })
}

pub(super) fn puk(configuration: &PukConfiguration) -> Result<PukSpec, Refused> {
    let (max_tries, tries) = configuration.attempts_or_default();
    if !matches!(configuration.key_reference, 0x01..=0x08 | 0x81..=0x88) {
        return Err(Refused::value("no key reference of a PUK"));
    }
    if max_tries == 0 || tries > max_tries {
        return Err(Refused::value("a PUK has more attempts left than it may have"));
    }
    Ok(PukSpec {
        reference: configuration.key_reference,
        value: configuration.value,
        max_tries,
        tries,
    })
}

/// Key and algorithm of an element that does not map those of another application.
pub(super) fn aka(element: &AkaParameter, own: &AlgoParameter) -> Result<AkaParameters, Refused> {
    let defaults = SequenceNumbers::default();
    let seen = match &element.sqn_init {
        None => defaults.seen,
        Some(numbers) => <[[u8; 6]; INDICES]>::try_from(numbers.as_slice())
            .map_err(|_| Refused::value("not 32 sequence numbers"))?,
    };
    let sequence = SequenceNumbers {
        options: element.sqn_options.unwrap_or(defaults.options),
        delta: element.sqn_delta.unwrap_or(defaults.delta),
        age_limit: element.sqn_age_limit.unwrap_or(defaults.age_limit),
        seen,
    };
    Ok(AkaParameters {
        algorithm: algorithm(own)?,
        sequence,
    })
}

fn algorithm(own: &AlgoParameter) -> Result<AkaAlgorithm, Refused> {
    let short =
        |bytes: &[u8]| <[u8; 16]>::try_from(bytes).map_err(|_| Refused::value("key or OPc not of 16 bytes"));
    let res_bytes = AkaAlgorithm::res_bytes(own.options);
    match own.algorithm {
        Algorithm::Milenage => Ok(AkaAlgorithm::Milenage(MilenageParameters {
            key: short(&own.key)?,
            opc: short(&own.opc)?,
            rotations: own.rotations(),
            constants: own.constants(),
            res_bytes: res_bytes.min(8),
        })),
        Algorithm::Tuak => {
            if !matches!(own.key.len(), 16 | 32) {
                return Err(Refused::value("key of TUAK not of 16 or 32 bytes"));
            }
            let topc = <[u8; 32]>::try_from(own.opc.as_slice())
                .map_err(|_| Refused::value("TOPc not of 32 bytes"))?;
            Ok(AkaAlgorithm::Tuak(TuakParameters {
                key: own.key.clone(),
                topc,
                iterations: match own.keccak_iterations.unwrap_or(1) {
                    0 => return Err(Refused::value("no iteration of Keccak")),
                    iterations => iterations,
                },
                res_bytes,
            }))
        }
        Algorithm::Test => Ok(AkaAlgorithm::TestXor {
            key: short(&own.key)?,
            res_bytes: res_bytes.min(16),
        }),
        Algorithm::Other(_) => Err(Refused::value("no algorithm with this number")),
    }
}
