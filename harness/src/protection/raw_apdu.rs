//! Raw command APDUs: which of them only read.

use signoff_protocol::apdu::{Command, ins};
use signoff_protocol::es10c::{DeleteProfileRequest, DisableProfileRequest, SetNicknameRequest};
use signoff_protocol::message::Decode;
use signoff_protocol::profile::ProfileTarget;
use signoff_protocol::tlv::{Tag, Tlv};

use super::Affected;

/// Instructions that change nothing that outlives a reset.
const READING: [u8; 9] = [
    ins::SELECT,
    ins::READ_BINARY,
    ins::READ_RECORD,
    ins::STATUS,
    ins::GET_RESPONSE,
    ins::GET_DATA,
    ins::MANAGE_CHANNEL,
    ins::TERMINAL_CAPABILITY,
    ins::TERMINAL_PROFILE,
];

/// Requests of ES10 functions that only read.
const READING_FUNCTIONS: [Tag; 9] = [
    Tag(0xBF20), // GetEUICCInfo1
    Tag(0xBF22), // GetEUICCInfo2
    Tag(0xBF28), // ListNotification
    Tag(0xBF2B), // RetrieveNotificationsList
    Tag(0xBF2D), // GetProfilesInfo
    Tag(0xBF2E), // GetEUICCChallenge
    Tag(0xBF3C), // GetEuiccConfiguredAddresses
    Tag(0xBF3E), // GetEID
    Tag(0xBF43), // GetRAT
];

/// Set in P1 of the last segment of a STORE DATA, in CLA where GlobalPlatform and not ISO 7816-4 says what INS means.
const TOP_BIT: u8 = 0x80;

/// What a command would touch; `None` if it only reads.
pub(super) fn affected(command: &Command<'_>) -> Option<Affected> {
    if READING.contains(&command.ins) {
        return None;
    }
    // With an interindustry CLA the same INS appends a record to a file.
    if command.ins != ins::STORE_DATA || command.cla & TOP_BIT == 0 {
        return Some(Affected::Everything("it is not known to read only"));
    }
    if command.p2 != 0 {
        return Some(Affected::Everything(
            "a later segment does not say which function it belongs to",
        ));
    }
    let last = command.p1 & TOP_BIT != 0;
    if last && Tlv::parse_exact(command.data).is_err() {
        return Some(Affected::Everything("it is not one whole request"));
    }
    let tag = Tag::read(command.data);
    if tag.is_some_and(|tag| READING_FUNCTIONS.contains(&tag)) {
        return None;
    }
    let iccid = last.then(|| sole_iccid(tag, command.data));
    match iccid.flatten() {
        Some(ProfileTarget::Iccid(iccid)) => Some(Affected::Profiles(vec![iccid])),
        _ => Some(Affected::Everything("it is not known to touch one profile only")),
    }
}

/// The profile that a request names, for functions that touch no other. EnableProfile does: it disables.
fn sole_iccid(tag: Option<Tag>, request: &[u8]) -> Option<ProfileTarget> {
    match tag? {
        Tag(0xBF33) => Some(DeleteProfileRequest::from_der(request).ok()?.target),
        Tag(0xBF32) => Some(DisableProfileRequest::from_der(request).ok()?.target),
        Tag(0xBF29) => {
            let iccid = SetNicknameRequest::from_der(request).ok()?.iccid;
            Some(ProfileTarget::Iccid(iccid))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use signoff_protocol::apdu::CommandApdu;

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Kind {
        Reads,
        OneProfile,
        Anything,
    }

    #[track_caller]
    fn check(command: &str, want: Kind) {
        let parsed = CommandApdu::parse_hex(command).expect(command);
        let got = match affected(&parsed.view()) {
            None => Kind::Reads,
            Some(Affected::Profiles(list)) => {
                assert_eq!(list.len(), 1, "{command}");
                Kind::OneProfile
            }
            Some(Affected::Everything(_)) => Kind::Anything,
        };
        assert_eq!(got, want, "{command}");
    }

    #[test]
    fn commands_that_read_and_commands_that_do_not() {
        for (command, want) in [
            ("00A4040010A0000005591010FFFFFFFF8900000100", Kind::Reads),
            ("0070000001", Kind::Reads),
            ("00C0000010", Kind::Reads),
            ("00B000000A", Kind::Reads),
            ("80F2000000", Kind::Reads),
            ("80E2910006BF3E035C015A00", Kind::Reads),
            ("81E2910003BF2D0000", Kind::Reads),
            ("81E2110002BF2D", Kind::Reads),
            // DeleteProfile by ICCID, by AID, in two segments.
            ("81E291000FBF330C5A0A98001032547698103214", Kind::OneProfile),
            (
                "81E2910015BF33124F10A0000005591010FFFFFFFF890000100000",
                Kind::Anything,
            ),
            ("81E2110008BF330C5A0A980010", Kind::Anything),
            ("81E29101073254769810321400", Kind::Anything),
            // A first segment that looks whole, a later one that looks like a request that reads.
            ("81E211000FBF330C5A0A98001032547698103214", Kind::Anything),
            ("81E2910106BF3E035C015A", Kind::Anything),
            // DisableProfile, EnableProfile (which disables another), SetNickname, memory reset.
            (
                "81E2910014BF3211A00C5A0A980010325476981032148101FF",
                Kind::OneProfile,
            ),
            (
                "81E2910014BF3111A00C5A0A980010325476981032148101FF",
                Kind::Anything,
            ),
            ("81E2910012BF290F5A0A98001032547698103214900141", Kind::OneProfile),
            ("81E2910007BF340482020780", Kind::Anything),
            // UPDATE BINARY, an instruction that nobody knows, a STORE DATA that is no TLV.
            ("00D6000001FF", Kind::Anything),
            ("80500000", Kind::Anything),
            ("80E2910001FF", Kind::Anything),
            // A request that reads, and another one behind it.
            ("80E291000ABF2D00BF340482020780", Kind::Anything),
            ("80E280000ABF2D00BF340482020780", Kind::Anything),
            // APPEND RECORD.
            ("00E2910006BF3E035C015A", Kind::Anything),
        ] {
            check(command, want);
        }
    }
}
