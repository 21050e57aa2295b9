//! What `signoff decode` prints, as a person reads it.

#[cfg(test)]
mod decode {
    use std::fmt::Write as _;

    use serde::Deserialize;
    use signoff_harness::decode::{
        Decoded, Role, command, decode, es10_request, es10_response, response, upp,
    };
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

    /// Vectors of a whole session that others made (see fixtures/rsp).
    fn session(name: &str) -> Vec<u8> {
        let text = signoff_fixtures::vector("rsp/session.json").expect("the vectors are in the source tree");
        let file: File = serde_json::from_str(&text).expect("vectors of the right form");
        let vector = file
            .vectors
            .iter()
            .find(|vector| vector.name == name)
            .expect(name);
        bytes(&vector.hex)
    }

    /// What the server answers to InitiateAuthentication, without the transactionId in front.
    fn initiated() -> Vec<u8> {
        let response = session("initiate-response");
        let response = signoff_protocol::tlv::Tlv::parse_exact(&response).expect("an element");
        let parts = response.children().skip(1).flatten();
        parts.flat_map(|part| part.raw().to_vec()).collect()
    }

    #[test]
    fn messages_of_a_session() {
        let names = [
            "auth-server-response",
            "prepare-download-response",
            "bound-profile-package",
            "pending-notification",
        ];
        snapshot!(names.map(|name| decode(&session(name)).to_string()).join("\n"));
    }

    #[test]
    fn requests_and_refusals_of_a_session() {
        // serverSigned1, serverSignature1, euiccCiPKIdToBeUsed and certificate, as the server gave them.
        let parts = initiated();
        let mut request = signoff_protocol::tlv::Writer::new();
        request.constructed(signoff_protocol::tlv::Tag(0xBF38), |w| {
            w.raw(&parts);
            w.raw(&bytes(
                "A0238003542D31A11C800435290611A10A80030F000085030F000082082143658709214305",
            ));
        });
        let mut text = decode(&request.into_bytes()).to_string();
        text.push_str(&table(&[
            "BF3817A11580100102030405060708090A0B0C0D0E0F10020102",
            "BF3817A11580100102030405060708090A0B0C0D0E0F10020163",
            "BF2117A11580100102030405060708090A0B0C0D0E0F10020105",
            "BF2142301580100102030405060708090A0B0C0D0E0F100101FF5F3702AABB0420000000000000000000000000000000000000000000000000000000000000000030020500",
            "BF411580100102030405060708090A0B0C0D0E0F10810101",
            "BF4125A023301A80100102030405060708090A0B0C0D0E0F1081038837018201055F3704AABBCCDD",
            "BF4103810105",
            "BF2400",
            "BF2407B8058003883701",
            "BF2636801000000000000000000000000000000000811011111111111111111111111111111111821022222222222222222222222222222222",
            "BF3503810103",
        ]));
        snapshot!(text);
    }

    #[test]
    fn structures_of_the_server_interface() {
        let parts = initiated();
        let (first, _) = signoff_protocol::tlv::Tlv::parse(&parts).expect("serverSigned1");
        snapshot!(
            [
                decode(first.raw()).to_string(),
                decode(&session("certificate ci")).to_string(),
                table(&[
                    "301580100102030405060708090A0B0C0D0E0F100101FF",
                    "301880100102030405060708090A0B0C0D0E0F105F490304AABB",
                    "301A80100102030405060708090A0B0C0D0E0F108103883701820100",
                ]),
            ]
            .join("\n")
        );
    }

    #[derive(Deserialize)]
    struct Segmentation {
        vectors: Vec<Segments>,
    }

    #[derive(Deserialize)]
    struct Segments {
        segments: Vec<String>,
    }

    #[test]
    fn segments_of_a_package() {
        let text =
            signoff_fixtures::vector("rsp/segmentation.json").expect("the vectors are in the source tree");
        let file: Segmentation = serde_json::from_str(&text).expect("vectors of the right form");
        let segments = &file.vectors.first().expect("a package").segments;
        let lines: Vec<String> = segments
            .iter()
            .map(|segment| {
                let decoded = es10_request(&bytes(segment));
                assert_eq!(decoded.problem, None);
                decoded.to_string()
            })
            .collect();
        snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_profile_package() {
        let text =
            signoff_fixtures::vector("upp/all-elements.hex").expect("the package is in the source tree");
        let package = bytes(&text.split_whitespace().collect::<String>());
        let decoded = decode(&package);
        assert_eq!(decoded.problem, None);
        assert!(decoded.lines.iter().all(|line| line.role != Role::Unknown));
        assert_eq!(decoded, upp(&package));
        // Every element by its name; those in full that are not like another.
        let full = [
            "header",
            "mf",
            "pukCodes",
            "pinCodes",
            "genericFileManagement",
            "akaParameter",
            "cdmaParameter",
            "securityDomain",
            "rfm",
            "application",
            "nonStandard",
            "end",
        ];
        let mut shown = std::collections::BTreeSet::new();
        let mut inside = false;
        let mut text = String::new();
        for line in &decoded.lines {
            if line.depth == 0 {
                let name = line.label.rsplit(' ').next().unwrap_or_default();
                inside = full.contains(&name) && shown.insert(name.to_owned());
            }
            if line.depth == 0 || inside {
                let _written = writeln!(text, "{line}");
            }
        }
        snapshot!(text);
    }

    #[test]
    fn a_package_does_not_show_what_must_stay_secret() {
        let text =
            signoff_fixtures::vector("upp/all-elements.hex").expect("the package is in the source tree");
        let package = bytes(&text.split_whitespace().collect::<String>());
        let shown = upp(&package).to_string();
        for secret in [
            "000102030405060708090A0B0C0D0E0F",
            "3133353732343638",
            "32343638FFFFFFFF",
        ] {
            assert!(hex::encode(&package).contains(secret), "{secret}");
            assert!(!shown.contains(secret), "{secret}");
        }
    }

    #[test]
    fn a_cut_package_shows_its_whole_elements() {
        let text =
            signoff_fixtures::vector("upp/all-elements.hex").expect("the package is in the source tree");
        let package = bytes(&text.split_whitespace().collect::<String>());
        let decoded = upp(&package[..200]);
        assert_eq!(decoded.lines[0].to_string(), "element 1: header: 145 bytes");
        assert!(decoded.problem.is_some());
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

    #[test]
    fn many_elements_take_time_by_their_number_only() {
        const COUNT: usize = 200_000;
        let mut message = bytes("BF2D84");
        message.extend(u32::try_from(COUNT * 2).expect("it is small").to_be_bytes());
        message.extend([0x5A, 0x00].repeat(COUNT));
        let (done, wait) = std::sync::mpsc::channel();
        std::thread::spawn(move || done.send(decode(&message).lines.len()));
        let lines = wait.recv_timeout(std::time::Duration::from_secs(20));
        assert_eq!(lines, Ok(COUNT + 1));
    }

    proptest::proptest! {
        /// No bytes are too odd, and every line stays inside them.
        #[test]
        fn any_bytes_are_decoded(input: Vec<u8>) {
            let all: [fn(&[u8]) -> Decoded; 6] =
                [decode, es10_request, es10_response, command, response, upp];
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
