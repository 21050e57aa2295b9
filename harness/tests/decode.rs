//! What `signoff decode` prints, as a person reads it.

#[cfg(test)]
mod decode {
    use std::fmt::Write as _;

    use serde::Deserialize;
    use signoff_harness::decode::{Decoded, Role, command, decode, es10_request, es10_response, response};
    use signoff_protocol::hex;

    macro_rules! snapshot {
        ($text:expr) => {
            insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!($text) })
        };
    }

    fn bytes(text: &str) -> Vec<u8> {
        hex::decode(text).expect("hex")
    }

    /// Each input with its text below it.
    fn table(inputs: &[&str]) -> String {
        let mut text = String::new();
        for input in inputs {
            let _written = writeln!(text, "{input}\n{}", decode(&bytes(input)));
        }
        text
    }

    #[test]
    fn commands() {
        snapshot!(table(&[
            "0070000001",
            "00708001",
            "00708000",
            "01A4040010A0000005591010FFFFFFFF890000010000",
            "00A40004022FE2",
            "00A40804047FFF6F07",
            "01C0000021",
            "80AA00000AA9088100820101830107",
            "8012000009",
            "801400000C810301010402028281830100",
            "80F2000C00",
            "00B000000A",
            "00B2010426",
            "0020000108313233343536FFFF",
            "81E2910006BF3E035C015A",
            "C1E2910006BF3E035C015A00",
            "81E2110005BF2D0D5C0B",
            "81E291010A5A909192B79F709599BF",
            "80CA00FE00",
        ]));
    }

    #[test]
    fn responses() {
        snapshot!(table(&[
            "9000",
            "6121",
            "6100",
            "6C0A",
            "9109",
            "D009810301010482028182 9000",
            "6A82",
            "019000",
            "BF33038001009000",
            "BF31038001029109",
            "6F258410A0000005591010FFFFFFFF8900000100A5049F6501FFE0058203020500E104800206C09000",
            "621B8202782183023F00A506800171830121C6069001408301018801009000",
        ]));
    }

    #[test]
    fn requests() {
        snapshot!(table(&[
            "BF2000",
            "BF2200",
            "BF2E00",
            "BF4300",
            "BF3C00",
            "BF3E035C015A",
            "BF2D00",
            "BF2D0EA00C5A0A98001032547698103214",
            "BF2D05A003950100",
            "BF2D105C0E5A4F9F70909192939495B6B7B899",
            "BF3111A00C5A0A980010325476981032148101FF",
            "BF3114A00C5A0A896700000000004523018101FF820102",
            "BF3217A0124F10A0000005591010FFFFFFFF89000010008101FF",
            "BF330C5A0A98001032547698103214",
            "BF3404820205E0",
            "BF29155A0A980010325476981032149007486F6C69646179",
            "BF290E5A0A980010325476981032149000",
            "BF2800",
            "BF280481020430",
            "BF2B06A00481020410",
            "BF2B05A003800105",
            "BF3003800105",
            "BF3F028000",
        ]));
    }

    #[test]
    fn results() {
        snapshot!(table(&[
            "BF3103800104",
            "BF3203800105",
            "BF330380010A",
            "BF3403800101",
            "BF290380017F",
            "BF3003800101",
            "BF3F03800100",
            "BF2D03810101",
            "BF28038101FF",
            "BF2B03810101",
        ]));
    }

    #[derive(Deserialize)]
    struct File {
        vectors: Vec<Vector>,
    }

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        hex: String,
    }

    fn foreign(name: &str) -> Vec<u8> {
        let text = signoff_fixtures::vector("es10/der.json").expect("the vectors are in the source tree");
        let file: File = serde_json::from_str(&text).expect("vectors of the right form");
        let vector = file
            .vectors
            .iter()
            .find(|vector| vector.name == name)
            .expect(name);
        bytes(&vector.hex)
    }

    fn responses_named(names: &[&str]) -> String {
        names
            .iter()
            .map(|name| es10_response(&foreign(name)).to_string())
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn profiles() {
        snapshot!(responses_named(&[
            "ProfileInfoListResponse two profiles",
            "ProfileInfoListResponse empty"
        ]));
    }

    #[test]
    fn what_an_euicc_says_of_itself() {
        snapshot!(responses_named(&[
            "GetEID response",
            "EUICCInfo1",
            "EUICCInfo2 (values of a real test card)",
            "ConfiguredAddresses",
            "GetRAT any operator consent",
        ]));
    }

    #[test]
    fn notifications() {
        snapshot!(responses_named(&[
            "ListNotificationResponse switch+delete",
            "PIR success",
            "PIR error cmd 5 reason 10"
        ]));
    }

    #[derive(Deserialize)]
    struct Signed {
        vectors: Vec<SignedVector>,
    }

    #[derive(Deserialize)]
    struct SignedVector {
        element: String,
    }

    #[test]
    fn a_signed_notification() {
        let text =
            signoff_fixtures::vector("notification/signed.json").expect("the vectors are in the source tree");
        let signed: Signed = serde_json::from_str(&text).expect("vectors of the right form");
        let element = bytes(&signed.vectors[0].element);
        let mut list = signoff_protocol::tlv::Writer::new();
        list.constructed(signoff_protocol::tlv::Tag(0xBF2B), |w| {
            w.constructed(signoff_protocol::tlv::Tag(0xA0), |w| {
                w.raw(&element);
            });
        });
        let list = list.into_bytes();
        let decoded = decode(&list);
        snapshot!(decoded.to_string());
        let of_role = |role| decoded.lines.iter().filter(move |line| line.role == role);
        assert_eq!(of_role(Role::Certificate).count(), 2);
        let signature = of_role(Role::Signature).next().expect("a signature");
        assert_eq!(&list[signature.bytes.clone()][..3], [0x5F, 0x37, 0x40]);
    }

    #[test]
    fn elements_that_nobody_knows() {
        snapshot!(table(&[
            "BF3107800100C1020102",
            "BF2D12A010E30E9F700101BF7E0780010281020304",
            "A5049F6501FF",
            "81E291000DBF3E0A5C015AE505C203010203",
        ]));
    }

    #[test]
    fn malformed_input_shows_what_was_understood() {
        snapshot!(table(&[
            "",
            "BF",
            "BF31",
            "BF3111A00C5A0A98001032",
            "BF310FA00A5A08980010325476981081010F",
            "BF3103810100",
            "BF330EA00C5A0A98001032547698103214",
            "BF2D16A014E3125A0A980010325476981032149F7001079001",
            "81E2910014BF3111A00A5A08980010325476988101FF0000",
            "81E2910014BF3111",
            "BF330380010000",
            "FF",
            "00A404000401020304",
        ]));
    }

    #[test]
    fn an_announced_direction_is_taken_at_its_word() {
        let removal = bytes("BF3003800101");
        assert_eq!(
            es10_request(&removal).to_string(),
            "RemoveNotificationFromList request\n  seqNumber: 1\n"
        );
        assert_eq!(
            es10_response(&removal).to_string(),
            "RemoveNotificationFromList response\n  result: nothingToDelete (1)\n"
        );
    }

    /// Every line of a well-formed message points at its bytes.
    #[test]
    fn lines_know_their_place() {
        let message = foreign("ProfileInfoListResponse two profiles");
        let mut apdu = message.clone();
        apdu.extend([0x90, 0x00]);
        for (decoded, input) in [(es10_response(&message), &message), (response(&apdu), &apdu)] {
            assert_eq!(decoded.problem, None);
            let iccid = decoded
                .lines
                .iter()
                .find(|line| line.label == "iccid")
                .expect("an ICCID");
            assert_eq!(input[iccid.bytes.clone()][..2], [0x5A, 0x0A]);
            assert!(decoded.lines.iter().all(|line| line.bytes.end <= input.len()));
        }
        let apdu = bytes("81E2910006BF3E035C015A");
        let decoded = command(&apdu);
        let list = decoded
            .lines
            .iter()
            .find(|line| line.label == "tagList")
            .expect("a tag list");
        assert_eq!(list.bytes, 8..11);
    }

    proptest::proptest! {
        /// No bytes are too odd, and every line stays inside them.
        #[test]
        fn any_bytes_are_decoded(input: Vec<u8>) {
            let all: [fn(&[u8]) -> Decoded; 5] = [decode, es10_request, es10_response, command, response];
            for decoded in all.map(|read| read(&input)) {
                proptest::prop_assert!(!decoded.lines.is_empty());
                proptest::prop_assert!(decoded.lines.iter().all(|line| line.bytes.end <= input.len().max(line.bytes.start)));
                let told = decoded.lines.iter().any(|line| line.role == Role::Problem);
                proptest::prop_assert_eq!(told, decoded.problem.is_some());
            }
        }

        /// A damaged message names an offset inside of it.
        #[test]
        fn damaged_messages_are_decoded(place: proptest::sample::Index, bit in 0u8..8) {
            let mut message = foreign("ProfileInfoListResponse two profiles");
            let at = place.index(message.len());
            message[at] ^= 1 << bit;
            let decoded = decode(&message);
            proptest::prop_assert!(!decoded.lines.is_empty());
            let _text = decoded.to_string();
        }
    }
}
