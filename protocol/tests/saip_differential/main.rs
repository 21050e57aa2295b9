//! Elements of profile packages against an independent ASN.1 implementation: what one writes the other reads as the
//! same value, and both write the same bytes.

#![expect(
    clippy::no_effect_underscore_binding,
    reason = "the derive of rasn binds fields so"
)]
#![expect(
    clippy::panic,
    reason = "a test, and its helpers stand outside of test functions"
)]

mod convert;
mod peer;

use proptest::prelude::*;
use signoff_protocol::hex::Hex;
use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::saip::{AkaParameter, EuiccResponse, Fcp, PinCodes, ProfileElement};
use signoff_protocol::tlv::{DecodeError, Tlv};

fn pin_codes(bytes: &[u8]) -> Result<PinCodes, DecodeError> {
    match ProfileElement::from_der(bytes)? {
        ProfileElement::PinCodes(element) => Ok(element),
        _ => panic!("another element"),
    }
}

fn aka_parameter(bytes: &[u8]) -> Result<AkaParameter, DecodeError> {
    match ProfileElement::from_der(bytes)? {
        ProfileElement::AkaParameter(element) => Ok(*element),
        _ => panic!("another element"),
    }
}

fn fcp(bytes: &[u8]) -> Result<Fcp, DecodeError> {
    Fcp::decode(Tlv::parse_exact(bytes)?)
}

macro_rules! agree {
    ($($name:ident: $own:ident, $read:expr),+ $(,)?) => {
        proptest! {$(
            #[test]
            fn $name(element: $own) {
                let theirs = peer::$own::from(&element);
                let bytes = rasn::der::encode(&theirs).unwrap();
                let read = $read(&bytes).map_err(|error| TestCaseError::fail(format!("{error}, {}", Hex(&bytes))))?;
                prop_assert_eq!(&peer::$own::from(&read), &theirs);
                let written = read.to_der();
                prop_assert_eq!(Hex(&written), Hex(&bytes));
                prop_assert_eq!(&rasn::der::decode::<peer::$own>(&written).unwrap(), &theirs);
            }
        )+}
    };
}

agree! {
    pin_codes_agree: PinCodes, pin_codes,
    aka_parameters_agree: AkaParameter, aka_parameter,
    file_control_parameters_agree: Fcp, fcp,
    responses_agree: EuiccResponse, EuiccResponse::from_der,
}
