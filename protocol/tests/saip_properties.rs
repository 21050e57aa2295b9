//! Properties of profile packages: what is written is read back, and no bytes make a reader panic.

use proptest::prelude::*;
use proptest::sample::Index;
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::saip::{EuiccResponse, ProfileElement, elements};

proptest! {
    #[test]
    fn elements_are_read_back(element: ProfileElement) {
        let bytes = element.to_der();
        let read = ProfileElement::from_der(&bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read, &element);
        prop_assert_eq!(read.to_der(), bytes);
    }

    #[test]
    fn responses_are_read_back(response: EuiccResponse) {
        prop_assert_eq!(EuiccResponse::from_der(&response.to_der()).ok(), Some(response));
    }

    #[test]
    fn packages_are_read_element_by_element(list in proptest::collection::vec(any::<ProfileElement>(), 0..4)) {
        let upp: Vec<u8> = list.iter().flat_map(Encode::to_der).collect();
        let read: Result<Vec<_>, _> = elements(&upp).map(|tlv| ProfileElement::decode(tlv?)).collect();
        prop_assert_eq!(read.ok(), Some(list));
    }

    #[test]
    fn damaged_elements_are_read_or_refused(
        element: ProfileElement,
        damage in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..4),
        end: Index,
    ) {
        let mut bytes = element.to_der();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] ^= byte;
        }
        bytes.truncate(end.index(bytes.len() * 4).max(1));
        for tlv in elements(&bytes) {
            let Ok(tlv) = tlv else { break };
            match ProfileElement::decode(tlv) {
                Ok(read) => {
                    let written = read.to_der();
                    prop_assert_eq!(ProfileElement::from_der(&written).ok(), Some(read));
                }
                Err(error) => prop_assert!(error.offset() <= bytes.len(), "{}", error),
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for tlv in elements(&bytes).flatten() {
            let _ = ProfileElement::decode(tlv);
            let _ = EuiccResponse::decode(tlv);
        }
    }
}
