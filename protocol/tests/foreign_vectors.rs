//! Bytes that others wrote, read and written by our codecs: a mistake that reader and writer share shows here.

#[cfg(test)]
mod vectors {
    use p256::ecdsa::signature::Verifier as _;
    use p256::ecdsa::{Signature, VerifyingKey};
    use serde::Deserialize;
    use signoff_protocol::apdu::{ChannelNumber, Class, Command, CommandApdu, ResponseApdu, ins};
    use signoff_protocol::es8p::{BoundProfilePackage, StoreMetadataRequest, segments};
    use signoff_protocol::es10a::*;
    use signoff_protocol::es10b::*;
    use signoff_protocol::es10c::*;
    use signoff_protocol::hex;
    use signoff_protocol::id::{Aid, Eid, Iccid, MccMnc, SeqNumber};
    use signoff_protocol::message::{Decode, Encode, Unknown};
    use signoff_protocol::notification::*;
    use signoff_protocol::profile::*;
    use signoff_protocol::signed::{Signed as SignedPart, signature_element};
    use signoff_protocol::tlv::{DecodeError, Tag, Tlv, Writer, walk};

    #[derive(Deserialize)]
    struct File<T> {
        vectors: Vec<T>,
    }

    fn load<T: for<'a> Deserialize<'a>>(path: &str) -> Vec<T> {
        let text = signoff_fixtures::vector(path).expect("the vectors are in the source tree");
        let file: File<T> = serde_json::from_str(&text).expect("vectors of the right form");
        assert!(!file.vectors.is_empty());
        file.vectors
    }

    fn bytes(text: &str) -> Vec<u8> {
        hex::decode(text).expect("hex")
    }

    fn again<T: Decode + Encode>(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
        T::from_der(bytes).map(|message| message.to_der())
    }

    #[derive(Deserialize)]
    struct Canonical {
        name: String,
        message: String,
        hex: String,
    }

    /// What our codec makes of the bytes of a message.
    fn recode(message: &str, der: &[u8]) -> Result<Vec<u8>, DecodeError> {
        match message {
            "ProfileInfoListRequest" => again::<GetProfilesInfoRequest>(der),
            "ProfileInfoListResponse" => again::<GetProfilesInfoResponse>(der),
            "EnableProfileRequest" => again::<EnableProfileRequest>(der),
            "EnableProfileResponse" => again::<EnableProfileResponse>(der),
            "DisableProfileRequest" => again::<DisableProfileRequest>(der),
            "DisableProfileResponse" => again::<DisableProfileResponse>(der),
            "DeleteProfileRequest" => again::<DeleteProfileRequest>(der),
            "DeleteProfileResponse" => again::<DeleteProfileResponse>(der),
            "EuiccMemoryResetRequest" => again::<EuiccMemoryResetRequest>(der),
            "EuiccMemoryResetResponse" => again::<EuiccMemoryResetResponse>(der),
            "GetEuiccDataRequest" => again::<GetEidRequest>(der),
            "GetEuiccDataResponse" => again::<GetEidResponse>(der),
            "SetNicknameRequest" => again::<SetNicknameRequest>(der),
            "SetNicknameResponse" => again::<SetNicknameResponse>(der),
            "ListNotificationRequest" => again::<ListNotificationRequest>(der),
            "ListNotificationResponse" => again::<ListNotificationResponse>(der),
            "RetrieveNotificationsListRequest" => again::<RetrieveNotificationsListRequest>(der),
            "RetrieveNotificationsListResponse" => again::<RetrieveNotificationsListResponse>(der),
            "NotificationSentRequest" => again::<RemoveNotificationFromListRequest>(der),
            "NotificationSentResponse" => again::<RemoveNotificationFromListResponse>(der),
            "EuiccConfiguredAddressesResponse" => again::<GetEuiccConfiguredAddressesResponse>(der),
            "SetDefaultDpAddressRequest" => again::<SetDefaultDpAddressRequest>(der),
            "GetRatResponse" => again::<GetRatResponse>(der),
            "EUICCInfo1" => again::<EuiccInfo1>(der),
            "EUICCInfo2" => again::<EuiccInfo2>(der),
            "ProfileInstallationResult" => again::<ProfileInstallationResult>(der),
            "StoreMetadataRequest" => again::<StoreMetadataRequest>(der),
            "CancelSessionRequest" => again::<CancelSessionRequest>(der),
            "AuthenticateServerResponse" => again::<AuthenticateServerResponse>(der),
            "PrepareDownloadResponse" => again::<PrepareDownloadResponse>(der),
            other => panic!("no codec is named for {other}"),
        }
    }

    #[test]
    fn canonical_messages_are_read_and_written_byte_for_byte() {
        for vector in load::<Canonical>("es10/der.json") {
            let der = bytes(&vector.hex);
            let recoded = recode(&vector.message, &der).map(|der| hex::encode(&der));
            assert_eq!(recoded, Ok(vector.hex), "{}", vector.name);
            walk(&der, |tlv, _| {
                assert!(tlv.has_minimal_length(), "{}", vector.name);
            })
            .expect(&vector.name);
        }
    }

    #[derive(Deserialize)]
    struct Dialogue {
        name: String,
        apdu: String,
        request: String,
        response: String,
    }

    /// Android's requests are canonical, so they come back byte for byte; of its answers, those that are whole.
    #[test]
    fn what_android_sends_and_is_answered() {
        let mut read = Vec::new();
        for vector in load::<Dialogue>("es10/aosp.json") {
            let name = vector.name.as_str();
            let command = bytes(&vector.apdu);
            let command = Command::parse(&command).expect(name);
            assert_eq!(
                (command.ins, command.p1, command.p2),
                (ins::STORE_DATA, 0x91, 0),
                "{name}"
            );
            assert_eq!(
                Class::parse(command.cla).map(|class| class.channel),
                ChannelNumber::new(1),
                "{name}"
            );
            assert_eq!(hex::encode(command.data), vector.request, "{name}");
            let response = ResponseApdu::parse(&bytes(&vector.response)).expect(name);
            assert!(response.status.is_ok(), "{name}");
            let request = Tlv::parse_exact(command.data).expect(name);
            let Some((asked, answered)) = both(request.tag(), command.data, &response.data) else {
                continue;
            };
            assert_eq!(asked.map(|der| hex::encode(&der)), Ok(vector.request), "{name}");
            read.push((vector.name, answered.err().map(|error| error.to_string())));
        }
        let refused: Vec<_> = read
            .iter()
            .filter_map(|(name, error)| Some((name.as_str(), error.as_deref()?)))
            .collect();
        // Answers that the tests of Android cut down to what they look at; a card sends none of them.
        assert_eq!(
            refused,
            [
                ("GetEID", "tag 5A at byte 3: 4 bytes of value, expected 16"),
                ("GetRAT", "tag 82 at byte 37: no bit string"),
                (
                    "GetEUICCChallenge",
                    "tag 80 at byte 3: 3 bytes of value, expected 16"
                ),
                ("GetEuiccInfo1", "the input ends at byte 6: 1 more byte expected"),
                ("GetEuiccInfo2", "the input ends at byte 6: 1 more byte expected"),
                ("CancelSession", "tag A0 is missing in the element at byte 0"),
                (
                    "RetrieveNotificationsList by event",
                    "tag 5F37 is missing in the element at byte 5"
                ),
                (
                    "RetrieveNotification by seq 5",
                    "tag 5F37 is missing in the element at byte 5"
                ),
            ]
        );
        assert!(read.len() > 20);
    }

    type Recoded = Result<Vec<u8>, DecodeError>;

    fn both(tag: Tag, request: &[u8], response: &[u8]) -> Option<(Recoded, Recoded)> {
        fn pair<Q: Decode + Encode, A: Decode + Encode>(
            request: &[u8],
            response: &[u8],
        ) -> (Recoded, Recoded) {
            (again::<Q>(request), again::<A>(response))
        }
        Some(match tag {
            Tag(0xBF20) => pair::<GetEuiccInfo1Request, EuiccInfo1>(request, response),
            Tag(0xBF22) => pair::<GetEuiccInfo2Request, EuiccInfo2>(request, response),
            Tag(0xBF28) => pair::<ListNotificationRequest, ListNotificationResponse>(request, response),
            Tag(0xBF29) => pair::<SetNicknameRequest, SetNicknameResponse>(request, response),
            Tag(0xBF2B) => {
                pair::<RetrieveNotificationsListRequest, RetrieveNotificationsListResponse>(request, response)
            }
            Tag(0xBF2D) => pair::<GetProfilesInfoRequest, GetProfilesInfoResponse>(request, response),
            Tag(0xBF2E) => pair::<GetEuiccChallengeRequest, GetEuiccChallengeResponse>(request, response),
            Tag(0xBF30) => pair::<RemoveNotificationFromListRequest, RemoveNotificationFromListResponse>(
                request, response,
            ),
            Tag(0xBF31) => pair::<EnableProfileRequest, EnableProfileResponse>(request, response),
            Tag(0xBF32) => pair::<DisableProfileRequest, DisableProfileResponse>(request, response),
            Tag(0xBF33) => pair::<DeleteProfileRequest, DeleteProfileResponse>(request, response),
            Tag(0xBF34) => pair::<EuiccMemoryResetRequest, EuiccMemoryResetResponse>(request, response),
            Tag(0xBF3C) => pair::<GetEuiccConfiguredAddressesRequest, GetEuiccConfiguredAddressesResponse>(
                request, response,
            ),
            Tag(0xBF3E) => pair::<GetEidRequest, GetEidResponse>(request, response),
            Tag(0xBF3F) => pair::<SetDefaultDpAddressRequest, SetDefaultDpAddressResponse>(request, response),
            Tag(0xBF43) => pair::<GetRatRequest, GetRatResponse>(request, response),
            // Android's tests send these two with empty parts.
            Tag(0xBF21 | 0xBF38) => return None,
            Tag(0xBF41) => pair::<CancelSessionRequest, CancelSessionResponse>(request, response),
            other => panic!("no codec is named for {other}"),
        })
    }

    #[test]
    fn fields_of_androids_full_profile() {
        let vectors = load::<Dialogue>("es10/aosp.json");
        let of = |name: &str| {
            let vector = vectors.iter().find(|vector| vector.name == name).expect(name);
            let response = ResponseApdu::parse(&bytes(&vector.response)).expect(name);
            match GetProfilesInfoResponse::from_der(&response.data).expect(name) {
                GetProfilesInfoResponse::List(list) => list.into_iter().next().expect("a profile"),
                GetProfilesInfoResponse::Error(error) => panic!("{error}"),
            }
        };
        let full = of("GetProfilesInfo by ICCID, full profile");
        assert_eq!(
            full.iccid.map(|iccid| iccid.to_string()).as_deref(),
            Some("98760000000000543210")
        );
        assert_eq!(full.nickname.as_deref(), Some("nick"));
        assert_eq!(full.service_provider_name.as_deref(), Some("tmo"));
        assert_eq!(full.profile_name.as_deref(), Some("p1"));
        let owner = full.owner.as_ref().expect("an owner");
        assert_eq!(owner.mcc_mnc.to_string(), "213-54");
        assert_eq!(
            (owner.gid1.as_deref(), owner.gid2.as_deref()),
            (Some(&[1, 2, 3][..]), Some(&[4, 5, 6][..]))
        );
        assert_eq!(
            (full.state, full.class),
            (Some(ProfileState::Enabled), Some(ProfileClass::Provisioning))
        );
        let rules = full.policy_rules.expect("policy rules");
        assert_eq!(
            (rules.ppr1(), rules.ppr2(), rules.0.contains(0)),
            (true, false, true)
        );
        assert_eq!(
            full.unknown.find(Tag(0xBF76)).map(|kept| kept.value().len()),
            Some(0x45)
        );
        let port = of("GetProfilesInfo MEP");
        assert_eq!(
            (port.state, port.is_enabled()),
            (Some(ProfileState::Disabled), true)
        );
        let short = of("GetProfilesInfo disabled 18-digit ICCID");
        assert_eq!(
            short.iccid.map(|iccid| iccid.to_string()).as_deref(),
            Some("987600000000005432")
        );
        assert!(!short.is_enabled());
    }

    #[derive(Deserialize)]
    struct Selection {
        name: String,
        #[serde(default)]
        fci: Option<String>,
        #[serde(default)]
        svn: Option<String>,
        #[serde(flatten)]
        rest: serde_json::Map<String, serde_json::Value>,
    }

    #[test]
    fn commands_and_templates_of_an_isd_r_selection() {
        let mut templates = 0;
        for vector in load::<Selection>("apdu/select_isdr.json") {
            let name = vector.name.as_str();
            for key in [
                "open",
                "command",
                "get_response",
                "terminal_capability",
                "get_eid",
                "close",
            ] {
                let Some(text) = vector.rest.get(key).and_then(|value| value.as_str()) else {
                    continue;
                };
                let command =
                    CommandApdu::parse_hex(text).unwrap_or_else(|error| panic!("{name}, {key}: {error}"));
                assert_eq!(command.to_string(), text, "{name}, {key}");
                let class = Class::parse(command.view().cla).expect(name);
                let expected = match key {
                    "open" | "close" => (ins::MANAGE_CHANNEL, false),
                    "get_response" => (ins::GET_RESPONSE, false),
                    "terminal_capability" => (ins::TERMINAL_CAPABILITY, true),
                    "get_eid" => (ins::STORE_DATA, true),
                    _ if command.view().ins == ins::TERMINAL_CAPABILITY => (ins::TERMINAL_CAPABILITY, true),
                    _ if class.proprietary => (ins::STORE_DATA, true),
                    _ => (ins::SELECT, false),
                };
                assert_eq!((command.view().ins, class.proprietary), expected, "{name}, {key}");
            }
            for key in ["open_response", "response", "get_eid_response"] {
                if let Some(text) = vector.rest.get(key).and_then(|value| value.as_str()) {
                    let response = ResponseApdu::parse(&bytes(text)).expect(name);
                    assert_eq!(response.to_string(), text, "{name}, {key}");
                }
            }
            let Some(fci) = vector.fci else { continue };
            templates += 1;
            let fci = bytes(&fci);
            let outer = Tlv::parse_exact(&fci).expect(name);
            let (aid, version) = if outer.tag() == Tag(0x6F) {
                let aid = Aid::from_tlv(outer.child(Tag(0x84)).expect(name)).expect(name);
                let isd_r = outer.find(Tag(0xE0)).expect(name);
                (
                    Some(aid),
                    isd_r.map(|isd_r| isd_r.child(Tag(0x82)).expect(name).value()),
                )
            } else {
                (
                    None,
                    Some(
                        outer
                            .expect(Tag(0xE0))
                            .expect(name)
                            .child(Tag(0x82))
                            .expect(name)
                            .value(),
                    ),
                )
            };
            assert!(aid.is_none_or(|aid| aid == Aid::ISD_R), "{name}");
            if let Some(svn) = vector.svn {
                let digits: Vec<String> = version.expect(name).iter().map(u8::to_string).collect();
                assert_eq!(digits.join("."), svn, "{name}");
            }
        }
        assert!(templates >= 6);
    }

    #[derive(Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Identifier {
        Eid { text: String, valid: bool },
        EidCheckDigits { text: String, eid: String },
        Iccid { text: String, bytes: String },
        MccMnc { text: String, bytes: String },
    }

    #[test]
    fn identifiers_as_others_code_them() {
        for vector in load::<Identifier>("id/identifiers.json") {
            match vector {
                Identifier::Eid { text, valid } => assert_eq!(text.parse::<Eid>().is_ok(), valid, "{text}"),
                Identifier::EidCheckDigits { text, eid } => {
                    assert_eq!(Eid::with_check_digits(&text).map(|eid| eid.to_string()), Ok(eid));
                }
                Identifier::Iccid { text, bytes } => {
                    let iccid: Iccid = text.parse().expect(&text);
                    assert_eq!(hex::encode(iccid.as_bytes()), bytes);
                    assert_eq!(iccid.to_string(), text);
                }
                Identifier::MccMnc { text, bytes } => {
                    let code: MccMnc = text.parse().expect(&text);
                    assert_eq!(hex::encode(code.as_bytes()), bytes);
                    assert_eq!(code.to_string(), text);
                }
            }
        }
    }

    #[derive(Deserialize)]
    struct LengthField {
        length: usize,
        encoded: String,
    }

    #[test]
    fn length_fields() {
        for vector in load::<LengthField>("tlv/lengths.json") {
            let mut writer = Writer::new();
            writer.primitive(Tag(0x80), &vec![0; vector.length]);
            let written = writer.into_bytes();
            let field = bytes(&vector.encoded);
            assert_eq!(written.get(1..=field.len()), Some(field.as_slice()));
            assert_eq!(
                Tlv::parse_exact(&written).map(|tlv| tlv.value().len()),
                Ok(vector.length)
            );
        }
    }

    #[derive(Deserialize)]
    struct Edge {
        name: String,
        hex: String,
        expect: String,
    }

    #[test]
    fn edges_of_tlv() {
        for vector in load::<Edge>("tlv/edges.json") {
            let (name, bytes) = (vector.name, bytes(&vector.hex));
            let read = Tlv::parse_exact(&bytes);
            let (what, rest) = vector.expect.split_once(' ').unwrap_or((&vector.expect, ""));
            match (what, rest) {
                ("refused", "") => assert!(read.is_err(), "{name}"),
                ("trailing", "") => assert!(
                    matches!(read, Err(DecodeError::Trailing { offset: 3, .. })),
                    "{name}"
                ),
                ("child", "refused") => {
                    assert!(
                        read.expect(&name).children().any(|child| child.is_err()),
                        "{name}"
                    );
                }
                ("not", "minimal") => assert!(!read.expect(&name).has_minimal_length(), "{name}"),
                ("tag", tag) => assert_eq!(read.expect(&name).tag().to_string(), tag, "{name}"),
                ("empty", "") => assert!(read.expect(&name).value().is_empty(), "{name}"),
                ("bits", "refused") => assert!(read.expect(&name).bits().is_err(), "{name}"),
                ("bits", numbers) => {
                    let bits = read.expect(&name).bits().expect(&name);
                    let found: Vec<String> = bits.iter().map(|number| number.to_string()).collect();
                    assert_eq!(found.join(" "), numbers, "{name}");
                }
                ("number", number) => {
                    assert_eq!(
                        read.expect(&name).unsigned().map(|n| n.to_string()),
                        Ok(number.to_owned()),
                        "{name}"
                    );
                }
                other => panic!("{name}: {other:?}"),
            }
        }
    }

    /// Edges that concern a message instead of an element.
    #[test]
    fn edges_of_messages() {
        let lax = bytes("BF3111A00C5A0A98001032547698103214810101");
        assert_eq!(
            EnableProfileRequest::from_der(&lax).map(|request| request.refresh),
            Ok(true)
        );
        let padded = bytes("BF300480020001");
        let request = RemoveNotificationFromListRequest::from_der(&padded).map(|request| request.seq_number);
        assert_eq!(request, Ok(SeqNumber::new(1)));
        let wrapped = bytes("BF330EA00C5A0A98001032547698103214");
        assert!(DeleteProfileRequest::from_der(&wrapped).is_err());
        let bare = bytes("BF310F5A0A980010325476981032148101FF");
        assert!(EnableProfileRequest::from_der(&bare).is_err());
    }

    #[derive(Deserialize)]
    struct Signed {
        name: String,
        #[serde(default)]
        metadata: Option<String>,
        #[serde(default)]
        signature: Option<String>,
        element: String,
        expect: String,
    }

    #[derive(Deserialize)]
    struct SignedFile {
        ci_certificate: String,
        eum_certificate: String,
        euicc_certificate: String,
        retrieve_response: String,
        vectors: Vec<Signed>,
    }

    /// Public key of a certificate: the 65 bytes of the uncompressed point in its subjectPublicKeyInfo.
    fn public_key(certificate: &[u8]) -> VerifyingKey {
        let marker = bytes("06082A8648CE3D030107034200");
        let at = certificate
            .windows(marker.len())
            .position(|window| window == marker)
            .expect("a P-256 key");
        let point = &certificate[at + marker.len()..at + marker.len() + 65];
        VerifyingKey::from_sec1_bytes(point).expect("a point of the curve")
    }

    fn is_signed_by(issuer: &[u8], certificate: &[u8]) -> bool {
        let parts: Vec<Tlv<'_>> = Tlv::parse_exact(certificate)
            .and_then(|outer| outer.children().collect())
            .expect("a certificate");
        let signature = Signature::from_der(&parts[2].value()[1..]).expect("a signature");
        public_key(issuer).verify(parts[0].raw(), &signature).is_ok()
    }

    #[test]
    fn signed_notifications_and_their_certificates() {
        let text = signoff_fixtures::vector("notification/signed.json").expect("the vectors");
        let file: SignedFile = serde_json::from_str(&text).expect("vectors of the right form");
        let (ci, eum, euicc) = (
            bytes(&file.ci_certificate),
            bytes(&file.eum_certificate),
            bytes(&file.euicc_certificate),
        );
        assert!(is_signed_by(&ci, &ci) && is_signed_by(&ci, &eum) && is_signed_by(&eum, &euicc));
        assert!(!is_signed_by(&ci, &euicc));
        for vector in &file.vectors {
            let name = vector.name.as_str();
            let element = bytes(&vector.element);
            let other = OtherSignedNotification::from_der(&element).expect(name);
            assert_eq!(other.to_der(), element, "{name}");
            assert_eq!(
                (&other.euicc_certificate, &other.eum_certificate),
                (&euicc, &eum),
                "{name}"
            );
            if let Some(metadata) = &vector.metadata {
                assert_eq!(&hex::encode(&other.metadata.to_der()), metadata, "{name}");
                assert_eq!(&hex::encode(&other.signed), metadata, "{name}");
            }
            if let Some(signature) = &vector.signature {
                assert_eq!(&hex::encode(&other.signature), signature, "{name}");
            }
            let signature = Signature::from_slice(&other.signature).expect(name);
            let valid = public_key(&euicc).verify(&other.signed, &signature).is_ok();
            assert_eq!(valid, vector.expect == "valid", "{name}");
        }
        let response = bytes(&file.retrieve_response);
        let RetrieveNotificationsListResponse::List(list) =
            RetrieveNotificationsListResponse::from_der(&response).expect("the list")
        else {
            panic!("a list");
        };
        let elements: Vec<String> = list
            .iter()
            .map(|pending| hex::encode(&pending.to_der()))
            .collect();
        let expected: Vec<&String> = file
            .vectors
            .iter()
            .map(|vector| &vector.element)
            .take(elements.len())
            .collect();
        assert_eq!(elements.iter().collect::<Vec<_>>(), expected);
        assert_eq!(RetrieveNotificationsListResponse::List(list).to_der(), response);
    }

    #[derive(Deserialize)]
    struct Named {
        name: String,
        hex: String,
    }

    /// The elements inside a message of the ASN.1 binding of ES9+: `tag`, then perhaps `A0`.
    fn parts<'a>(message: &'a [u8], tag: Option<Tag>) -> Vec<Tlv<'a>> {
        let children: Result<Vec<Tlv<'a>>, DecodeError> =
            Tlv::parse_exact(message).and_then(|outer| match tag {
                Some(tag) => outer.expect(tag)?.child(Tag(0xA0))?.children().collect(),
                None => outer.children().collect(),
            });
        children.expect("a message")
    }

    /// One whole session of others: each message is read and written byte for byte, and each signature covers what
    /// ours says that it covers.
    #[test]
    #[expect(clippy::too_many_lines, reason = "a session is one story")]
    fn a_session_of_others() {
        let vectors = load::<Named>("rsp/session.json");
        let get = |name: &str| {
            let vector = vectors.iter().find(|vector| vector.name == name);
            bytes(&vector.unwrap_or_else(|| panic!("{name}")).hex)
        };
        let verify = |certificate: &[u8], signed: &[&[u8]], signature: &[u8]| {
            let signature = Signature::from_slice(signature).expect("r and s");
            public_key(certificate)
                .verify(&signed.concat(), &signature)
                .is_ok()
        };
        let transaction = get("transaction-id");

        let initiated = get("initiate-response");
        let [_, signed1, signature1, key_id, certificate] = parts(&initiated, None)[..] else {
            panic!("five parts");
        };
        let server1 = SignedPart::<ServerSigned1>::read(signed1, signature1).expect("serverSigned1");
        assert_eq!(server1.value.transaction_id.as_bytes(), transaction);
        assert_eq!(server1.value.euicc_challenge.to_vec(), get("euicc-challenge"));
        assert_eq!(server1.value.server_challenge.to_vec(), get("server-challenge"));
        assert_eq!(server1.value.server_address, "smdp.example.com");
        assert_eq!(certificate.raw(), get("certificate dpauth"));
        assert!(verify(certificate.raw(), &[&server1.raw], &server1.signature));
        let request = AuthenticateServerRequest {
            server_signed1: server1,
            euicc_ci_pk_id_to_be_used: Some(key_id.value().to_vec()),
            server_certificate: certificate.raw().to_vec(),
            ctx_params1: CtxParams1::default(),
            unknown: Unknown::default(),
        };
        assert_eq!(
            AuthenticateServerRequest::from_der(&request.to_der()),
            Ok(request)
        );

        // Their eUICC is a stub whose extCardResource is no TLV: the parts are read one by one.
        let answered = get("auth-server-response");
        assert!(AuthenticateServerResponse::from_der(&answered).is_err());
        let [signed1, signature1, certificate, issuer] = parts(&answered, Some(Tag(0xBF38)))[..] else {
            panic!("four parts");
        };
        let euicc = certificate.raw().to_vec();
        assert_eq!(euicc, get("certificate euicc"));
        assert_eq!(issuer.raw(), get("certificate eum"));
        assert!(verify(&euicc, &[signed1.raw()], signature1.value()));
        let context = CtxParams1::decode(signed1.child(Tag(0xA0)).expect("ctxParams1")).expect("ctxParams1");
        assert_eq!(context.matching_id, None);
        assert_eq!(
            context.to_der(),
            signed1.child(Tag(0xA0)).expect("ctxParams1").raw()
        );
        let signature1 = signature_element(signature1.value());

        let offered = get("authenticate-response");
        let [_, metadata, signed2, signature2, certificate] = parts(&offered, Some(Tag(0xBF3B)))[..] else {
            panic!("five parts");
        };
        assert_eq!(metadata.raw(), get("store-metadata"));
        let metadata = StoreMetadataRequest::from_der(metadata.raw()).expect("metadata");
        assert_eq!(metadata.to_der(), get("store-metadata"));
        assert_eq!(metadata.class, ProfileClass::Operational);
        let server2 = SignedPart::<SmdpSigned2>::read(signed2, signature2).expect("smdpSigned2");
        assert!(!server2.value.confirmation_code_required);
        assert_eq!(certificate.raw(), get("certificate dppb"));
        assert!(verify(
            certificate.raw(),
            &[&server2.raw, &signature1],
            &server2.signature
        ));
        let signature2 = server2.signature_element();

        let prepared = get("prepare-download-response");
        let PrepareDownloadResponse::Ok {
            euicc_signed2,
            unknown,
        } = PrepareDownloadResponse::from_der(&prepared).expect("an answer")
        else {
            panic!("downloadResponseOk");
        };
        assert!(verify(
            &euicc,
            &[&euicc_signed2.raw, &signature2],
            &euicc_signed2.signature
        ));
        let otpk = euicc_signed2.value.euicc_otpk.clone();
        assert_eq!(
            PrepareDownloadResponse::Ok {
                euicc_signed2,
                unknown
            }
            .to_der(),
            prepared
        );

        let bound = get("bound-profile-package");
        let package = BoundProfilePackage::from_der(&bound).expect("a package");
        assert_eq!(package.to_der(), bound);
        let channel = &package.initialise_secure_channel;
        assert_eq!(channel.transaction_id.as_bytes(), transaction);
        assert_eq!(channel.control_ref_template.host_id, b"euicc-rsp");
        assert!(verify(
            &get("certificate dppb"),
            &[&channel.signed_part(&otpk)],
            &channel.signature
        ));
        assert_eq!(package.segments().concat(), bound);

        let notified = get("pending-notification");
        let PendingNotification::ProfileInstallationResult(result) =
            PendingNotification::from_der(&notified).expect("a notification")
        else {
            panic!("ProfileInstallationResult");
        };
        assert!(verify(&euicc, &[&result.signed], &result.signature));
        let data = result.data().expect("its data");
        // Their event is a BIT STRING with zeros at its end, which DER leaves out; nothing else differs.
        let minimal = hex::encode(&result.signed).replace("81020080", "81020780");
        assert_eq!(hex::encode(&data.to_der()), minimal);
        assert_eq!(data.transaction_id.as_bytes(), transaction);
        assert_eq!(data.smdp_oid.map(|oid| oid.to_string()).as_deref(), Some("2.999"));
        assert_eq!(
            data.final_result,
            FinalResult::Success {
                aid: Aid::isd_p(0x11),
                sima_response: vec![0x30, 0x00]
            }
        );
        assert_eq!(signature_element(&result.signature).len(), 67);
    }

    #[derive(Deserialize)]
    struct Segmentation {
        name: String,
        package: String,
        segments: Vec<String>,
    }

    #[test]
    fn packages_are_cut_as_others_cut_them() {
        for vector in load::<Segmentation>("rsp/segmentation.json") {
            let package = bytes(&vector.package);
            let cut: Vec<String> = segments(&package)
                .unwrap_or_else(|error| panic!("{}: {error}", vector.name))
                .iter()
                .map(|segment| hex::encode(segment))
                .collect();
            assert_eq!(cut, vector.segments, "{}", vector.name);
        }
    }
}
