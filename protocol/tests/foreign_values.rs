//! Values that we name here, written as the other encoder wrote them: together with `foreign_vectors.rs`, no
//! mistake that our reader and writer share can hide.

#[cfg(test)]
mod vectors {
    use serde::Deserialize;
    use signoff_protocol::es10a::*;
    use signoff_protocol::es10b::*;
    use signoff_protocol::es10c::*;
    use signoff_protocol::hex;
    use signoff_protocol::id::{Aid, Eid, Iccid, SeqNumber};
    use signoff_protocol::message::{Encode, Unknown};
    use signoff_protocol::notification::*;
    use signoff_protocol::profile::*;

    #[derive(Deserialize)]
    struct File {
        vectors: Vec<Vector>,
    }

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        hex: String,
    }

    #[track_caller]
    fn check(name: &str, message: &dyn Encode) {
        let text = signoff_fixtures::vector("es10/der.json").expect("the vectors are in the source tree");
        let file: File = serde_json::from_str(&text).expect("vectors of the right form");
        let vector = file
            .vectors
            .iter()
            .find(|vector| vector.name == name)
            .expect(name);
        assert_eq!(hex::encode(&message.to_der()), vector.hex, "{name}");
    }

    fn iccid() -> Iccid {
        "89000123456789012341".parse().expect("digits")
    }

    fn second() -> Iccid {
        "8949449999999990031".parse().expect("digits")
    }

    fn by_iccid() -> ProfileTarget {
        ProfileTarget::Iccid(iccid())
    }

    fn by_aid() -> ProfileTarget {
        ProfileTarget::IsdpAid(Aid::isd_p(0x0010))
    }

    #[test]
    fn searches() {
        let search = |search| GetProfilesInfoRequest {
            search: Some(search),
            ..GetProfilesInfoRequest::default()
        };
        check("GetProfilesInfo all", &GetProfilesInfoRequest::default());
        check(
            "GetProfilesInfo by iccid",
            &search(ProfileSearch::Target(by_iccid())),
        );
        check("GetProfilesInfo by aid", &search(ProfileSearch::Target(by_aid())));
        for (word, class) in [
            ("test", ProfileClass::Test),
            ("provisioning", ProfileClass::Provisioning),
            ("operational", ProfileClass::Operational),
        ] {
            check(
                &format!("GetProfilesInfo by class {word}"),
                &search(ProfileSearch::Class(class)),
            );
        }
        let v2 = [
            tags::NOTIFICATION_CONFIGURATION,
            tags::OWNER,
            tags::DP_PROPRIETARY_DATA,
            tags::POLICY_RULES,
        ];
        let all_tags = GetProfilesInfoRequest {
            tag_list: Some([&GetProfilesInfoRequest::DEFAULT_TAGS[..], &v2].concat()),
            ..GetProfilesInfoRequest::default()
        };
        check("GetProfilesInfo tag list all v2", &all_tags);
    }

    #[test]
    fn state_changes() {
        check(
            "EnableProfile iccid refresh=True",
            &EnableProfileRequest::new(by_iccid(), true),
        );
        check(
            "EnableProfile iccid refresh=False",
            &EnableProfileRequest::new(by_iccid(), false),
        );
        check("EnableProfile aid", &EnableProfileRequest::new(by_aid(), true));
        check(
            "DisableProfile iccid refresh=True",
            &DisableProfileRequest::new(by_iccid(), true),
        );
        check(
            "DisableProfile iccid refresh=False",
            &DisableProfileRequest::new(by_iccid(), false),
        );
        check("DisableProfile aid", &DisableProfileRequest::new(by_aid(), true));
        check(
            "DeleteProfile iccid",
            &DeleteProfileRequest { target: by_iccid() },
        );
        check("DeleteProfile aid", &DeleteProfileRequest { target: by_aid() });
    }

    #[test]
    fn results() {
        use DeleteProfileResult as Delete;
        use DisableProfileResult as Disable;
        use EnableProfileResult as Enable;
        check(
            "EnableProfileResponse 0",
            &EnableProfileResponse::from(Enable::Ok),
        );
        check(
            "EnableProfileResponse 1",
            &EnableProfileResponse::from(Enable::IccidOrAidNotFound),
        );
        check(
            "EnableProfileResponse 2",
            &EnableProfileResponse::from(Enable::ProfileNotInDisabledState),
        );
        check(
            "EnableProfileResponse 3",
            &EnableProfileResponse::from(Enable::DisallowedByPolicy),
        );
        check(
            "EnableProfileResponse 4",
            &EnableProfileResponse::from(Enable::WrongProfileReenabling),
        );
        check(
            "EnableProfileResponse 5",
            &EnableProfileResponse::from(Enable::CatBusy),
        );
        check(
            "EnableProfileResponse 127",
            &EnableProfileResponse::from(Enable::UndefinedError),
        );
        check(
            "DisableProfileResponse 2",
            &DisableProfileResponse::from(Disable::ProfileNotInEnabledState),
        );
        check(
            "DisableProfileResponse 5",
            &DisableProfileResponse::from(Disable::CatBusy),
        );
        check(
            "DeleteProfileResponse 2",
            &DeleteProfileResponse::from(Delete::ProfileNotInDisabledState),
        );
        check(
            "DeleteProfileResponse 3",
            &DeleteProfileResponse::from(Delete::DisallowedByPolicy),
        );
        let nothing = EuiccMemoryResetResult::NothingToDelete;
        check("MemoryResetResponse 1", &EuiccMemoryResetResponse::from(nothing));
        let nothing = RemoveNotificationFromListResult::NothingToDelete;
        check(
            "NotificationSentResponse 1",
            &RemoveNotificationFromListResponse::from(nothing),
        );
        let not_found = SetNicknameResult::IccidNotFound;
        check("SetNicknameResponse 1", &SetNicknameResponse::from(not_found));
    }

    #[test]
    fn memory_resets() {
        use ResetOption::{
            DeleteFieldLoadedTestProfiles, DeleteOperationalProfiles, ResetDefaultSmdpAddress,
        };
        for (bits, options) in [
            ("(0,)", &[DeleteOperationalProfiles][..]),
            ("(1,)", &[DeleteFieldLoadedTestProfiles]),
            ("(2,)", &[ResetDefaultSmdpAddress]),
            (
                "(0, 1)",
                &[DeleteFieldLoadedTestProfiles, DeleteOperationalProfiles],
            ),
            (
                "(0, 1, 2)",
                &[
                    ResetDefaultSmdpAddress,
                    DeleteFieldLoadedTestProfiles,
                    DeleteOperationalProfiles,
                ],
            ),
        ] {
            let request = EuiccMemoryResetRequest {
                options: ResetOptions::of(options),
                unknown: Unknown::none(),
            };
            check(&format!("MemoryReset bits {bits}"), &request);
        }
    }

    #[test]
    fn names_and_numbers() {
        check("GetEID", &GetEidRequest);
        let eid: Eid = "89049032123451234512345678901235".parse().expect("digits");
        let unknown = Unknown::none();
        check("GetEID response", &GetEidResponse { eid, unknown });
        let nickname = |nickname: &str| SetNicknameRequest {
            iccid: iccid(),
            nickname: nickname.to_owned(),
            unknown: Unknown::none(),
        };
        check("SetNickname", &nickname("Holiday"));
        check("SetNickname clear", &nickname(""));
    }

    #[test]
    fn notification_searches() {
        let retrieve = |search| RetrieveNotificationsListRequest { search: Some(search) };
        for (event, word) in [
            (Event::Install, "install"),
            (Event::Enable, "enable"),
            (Event::Disable, "disable"),
            (Event::Delete, "delete"),
        ] {
            let events = Events::of(&[event]);
            let list = ListNotificationRequest {
                filter: Some(events),
                unknown: Unknown::none(),
            };
            check(&format!("ListNotification {word}"), &list);
            check(
                &format!("RetrieveNotifications {word}"),
                &retrieve(NotificationSearch::Events(events)),
            );
        }
        for number in [0, 1, 127, 128, 255, 256, 65_535, 2_147_483_647] {
            let seq_number = SeqNumber::new(number);
            let remove = RemoveNotificationFromListRequest {
                seq_number,
                unknown: Unknown::none(),
            };
            check(&format!("NotificationSent {number}"), &remove);
            check(
                &format!("RetrieveNotifications seq {number}"),
                &retrieve(NotificationSearch::SeqNumber(seq_number)),
            );
        }
    }

    #[test]
    fn notification_lists() {
        let metadata = |number, event, address: &str, iccid| NotificationMetadata {
            seq_number: SeqNumber::new(number),
            event,
            address: address.to_owned(),
            iccid: Some(iccid),
            unknown: Unknown::none(),
        };
        let list = vec![
            metadata(7, Event::Disable, "a.example.com", iccid()),
            metadata(8, Event::Enable, "b.example.com", second()),
            metadata(9, Event::Delete, "a.example.com", iccid()),
        ];
        check(
            "ListNotificationResponse switch+delete",
            &ListNotificationResponse::List(list),
        );
        check(
            "ListNotificationResponse empty",
            &ListNotificationResponse::List(vec![]),
        );
        let empty = RetrieveNotificationsListResponse::List(vec![]);
        check("RetrieveNotifications empty", &empty);
    }

    #[test]
    fn addresses_and_rules() {
        let addresses = GetEuiccConfiguredAddressesResponse {
            default_smdp_address: Some("smdp.example.com".to_owned()),
            root_smds_address: "testrootsmds.gsma.com".to_owned(),
            unknown: Unknown::none(),
        };
        check("ConfiguredAddresses", &addresses);
        let row = |rules: &[u8], code: &str, gid: Option<Vec<u8>>, flags: &[u8]| GetRatResponse {
            table: vec![ProfilePolicyAuthorisationRule {
                rules: PolicyRules(rules.iter().copied().collect()),
                allowed_operators: vec![OperatorId {
                    mcc_mnc: code.parse().expect("digits"),
                    gid1: gid.clone(),
                    gid2: gid,
                }],
                flags: flags.iter().copied().collect(),
                unknown: Unknown::none(),
            }],
            unknown: Unknown::none(),
        };
        check(
            "GetRAT any operator consent",
            &row(&[1, 2], "EEE-EEE", Some(vec![]), &[0]),
        );
        check("GetRAT 206/01 PPR1 no consent", &row(&[1], "206-01", None, &[]));
        check("GetRAT empty", &GetRatResponse::default());
    }

    #[test]
    fn profiles() {
        let enabled = ProfileInfo {
            iccid: Some(iccid()),
            isdp_aid: Some(Aid::isd_p(0x0010)),
            state: Some(ProfileState::Enabled),
            service_provider_name: Some("Proximus".into()),
            profile_name: Some("Fixture 1".into()),
            class: Some(ProfileClass::Operational),
            ..ProfileInfo::default()
        };
        let configured = |events, address: &str| NotificationConfiguration {
            events,
            address: address.into(),
        };
        let rules = [PolicyRules::PPR1_BIT, PolicyRules::PPR2_BIT];
        let test = ProfileInfo {
            iccid: Some(second()),
            isdp_aid: Some(Aid::isd_p(0x0011)),
            state: Some(ProfileState::Disabled),
            nickname: Some("Work é€".into()),
            service_provider_name: Some("Orange".into()),
            profile_name: Some("Fixture 2".into()),
            icon_type: Some(IconType::Png),
            icon: Some(vec![0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
            class: Some(ProfileClass::Test),
            notification_configuration: Some(vec![
                configured(Events::of(&Event::ALL[..4]), "a.example.com"),
                configured(Events::of(&[Event::Delete]), "b.example.com"),
            ]),
            owner: Some(OperatorId {
                mcc_mnc: "206-01".parse().expect("digits"),
                gid1: Some(vec![1]),
                gid2: None,
            }),
            policy_rules: Some(PolicyRules(rules.into_iter().collect())),
            ..ProfileInfo::default()
        };
        let list = GetProfilesInfoResponse::List(vec![enabled, test]);
        check("ProfileInfoListResponse two profiles", &list);
        check(
            "ProfileInfoListResponse empty",
            &GetProfilesInfoResponse::List(vec![]),
        );
        let error = GetProfilesInfoResponse::Error(GetProfilesInfoError::IncorrectInputValues);
        check("ProfileInfoListResponse error", &error);
    }
}
