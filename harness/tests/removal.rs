//! A removal with its notifications, from the LPA down to the card: the transcript is what a person reviews, and
//! it is the same whatever lies between.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test by a panic"
)]

use signoff_harness::lpa::{ExchangeLog, Lpa, LpaOptions, Outcome, Resolution, StateChange};
use signoff_harness::transcript::redact::Redaction;
use signoff_harness::transcript::{Transcript, TranscriptHeader, first_difference, judge, simulated_ci};
use signoff_harness::transport::{Fault, OpenOptions, SimulatedDevice, Target, Transport, open};
use signoff_protocol::es10b::NotificationSearch;
use signoff_protocol::es10c::{ResetOption, ResetOptions};
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileState, ProfileTarget};
use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;

const SEED: u64 = 1;
/// More writes to the card's memory than any change makes.
const MAX_WRITES: u32 = 24;
const PROXIMUS: &str = "8932010000000000012";
const ORANGE: &str = "8932100000000000013";

fn traveller() -> CardFile {
    CardFile::parse(&signoff_fixtures::card("traveller").expect("a card")).expect("traveller")
}

fn iccid(digits: &str) -> Iccid {
    digits.parse().expect("an ICCID")
}

fn target(digits: &str) -> ProfileTarget {
    ProfileTarget::Iccid(iccid(digits))
}

async fn transport(text: &str, with_modem: bool) -> Box<dyn Transport> {
    let device = SimulatedDevice {
        card: traveller(),
        seed: SEED,
        modem: with_modem.then(ModemPersonality::default),
    };
    let parsed: Target = text.parse().expect("a target");
    let opened = open(&parsed, Some(device), OpenOptions::default()).await;
    opened.unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn ci() -> Vec<u8> {
    simulated_ci(SEED).expect("keys")
}

/// One run: the LPA, and the transcript it fills.
struct Run {
    lpa: Lpa,
    log: ExchangeLog,
    transcript: Transcript,
    steps: usize,
}

impl Run {
    async fn on(text: &str, with_modem: bool, options: LpaOptions) -> Self {
        let log = ExchangeLog::default();
        let header = TranscriptHeader {
            flow: "removal".to_owned(),
            parameters: Vec::new(),
            card: "traveller".to_owned(),
            seed: SEED,
        };
        Self {
            lpa: Lpa::new(transport(text, with_modem).await, options, Box::new(log.clone())),
            log,
            transcript: Transcript::new(&header, Redaction::new(Some(ci()))),
            steps: 0,
        }
    }

    fn step<T: std::fmt::Debug>(&mut self, kind: &str, outcome: &Outcome<T>) {
        self.steps += 1;
        self.transcript.step(self.steps, kind, None);
        for exchange in self.log.take() {
            self.transcript.exchange(&exchange);
        }
        match outcome {
            Outcome::Done(_) => self.transcript.outcome("done"),
            Outcome::Refused(refusal) => {
                let name = refusal.snake_name();
                self.transcript.outcome(&format!("refused: {name}"));
            }
            Outcome::Unknown(_) => self.transcript.outcome("unknown"),
        }
    }

    /// Disable with refresh, delete, list, retrieve, remove.
    async fn removal(mut self) -> String {
        let eid = self.lpa.get_eid().await.expect("GetEID");
        self.step("eid", &eid);
        let early = self.lpa.delete(target(PROXIMUS)).await.expect("an outcome");
        assert_eq!(
            early.refusal().expect("a refusal").name,
            "profileNotInDisabledState"
        );
        self.step("delete", &early);
        let disabled = self
            .lpa
            .disable(target(PROXIMUS), true)
            .await
            .expect("an outcome");
        self.step("disable", &disabled);
        let deleted = self.lpa.delete(target(PROXIMUS)).await.expect("an outcome");
        self.step("delete", &deleted);
        let listed = self.lpa.list_notifications(None).await.expect("an outcome");
        self.step("notifications", &listed);
        let listed = listed.done().expect("a list");
        assert_eq!(listed.len(), 2);
        for metadata in listed {
            let search = NotificationSearch::SeqNumber(metadata.seq_number);
            let retrieved = self
                .lpa
                .retrieve_notifications(Some(search))
                .await
                .expect("an outcome");
            self.step("notifications", &retrieved);
            let retrieved = retrieved.done().expect("a list");
            assert_eq!(retrieved.len(), 1);
            assert_eq!(judge(&retrieved[0], Some(&ci())).word(), "valid");
            let removed = self.lpa.remove_notification(metadata.seq_number).await;
            self.step("notifications", &removed.expect("an outcome"));
        }
        let profiles = self.lpa.get_profiles_info(None, None).await.expect("an outcome");
        self.step("snapshot", &profiles);
        let profiles = profiles.done().expect("profiles");
        self.transcript.state(&profiles, &[]);
        assert_eq!(profiles.len(), 3);
        self.lpa.close().await.expect("closed");
        assert!(self.lpa.transport().open_channels().is_empty());
        self.transcript.finish("pass")
    }
}

#[tokio::test]
async fn the_transcript_of_a_removal() {
    let run = Run::on("sim:", false, LpaOptions::default()).await;
    let transcript = run.removal().await;
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("removal_of_the_enabled_profile", transcript);
    });
}

#[tokio::test]
async fn the_transcript_is_the_same_whatever_lies_between() {
    let narrow = LpaOptions {
        segment: Some(7),
        send_le: false,
        ..LpaOptions::default()
    };
    let expected = Run::on("sim:", false, LpaOptions::default())
        .await
        .removal()
        .await;
    for (text, with_modem, options) in [
        ("sim:", false, narrow.clone()),
        ("sim:", true, LpaOptions::default()),
        ("pty:ref-27007?mode=cgla", false, LpaOptions::default()),
        ("pty:ref-27007?mode=csim", false, narrow),
        ("pty:quectel-eg25?mode=cgla", false, LpaOptions::default()),
    ] {
        let actual = Run::on(text, with_modem, options).await.removal().await;
        if let Some(difference) = first_difference(&expected, &actual) {
            panic!("{text}: {difference}");
        }
    }
}

#[tokio::test]
async fn a_power_cut_at_any_write_of_any_change_is_resolved() {
    let changes = [
        StateChange::Disable {
            target: target(PROXIMUS),
            refresh: true,
        },
        StateChange::Disable {
            target: target(PROXIMUS),
            refresh: false,
        },
        StateChange::Enable {
            target: target(ORANGE),
            refresh: true,
        },
        StateChange::Delete {
            target: target(ORANGE),
        },
        StateChange::MemoryReset {
            options: ResetOptions::of(&[ResetOption::DeleteOperationalProfiles]),
        },
        StateChange::SetNickname {
            iccid: iccid(ORANGE),
            nickname: "cut".to_owned(),
        },
        StateChange::SetDefaultDpAddress {
            address: "other.example".to_owned(),
        },
    ];
    for change in changes {
        let (mut unknown, mut not_done) = (0, 0);
        for at_write in 1..=MAX_WRITES {
            let mut lpa = Lpa::new(
                transport("sim:", false).await,
                LpaOptions::default(),
                Box::new(()),
            );
            lpa.transport().arm(&Fault::PowerCut { at_write }).expect("armed");
            let outcome = lpa.change(&change).await.expect("an outcome");
            let struck = match &outcome {
                Outcome::Done(()) => false,
                Outcome::Unknown(_) => true,
                Outcome::Refused(refusal) => panic!("{change} cut at {at_write}: {refusal}"),
            };
            let resolution = lpa.resolve(&change).await.expect("resolved");
            lpa.close().await.expect("closed");
            unknown += u32::from(struck);
            not_done += u32::from(resolution == Resolution::NotDone);
            assert!(
                !matches!(resolution, Resolution::Unclear(_)),
                "{change} cut at {at_write}"
            );
            // With a refresh the card has only promised it: the cut may strike when it keeps the promise.
            if !struck && resolution == Resolution::NotDone {
                assert!(
                    change.may_refresh(),
                    "{change} cut at {at_write} is done, and is not"
                );
            }
        }
        assert!(
            (1..MAX_WRITES).contains(&unknown),
            "{change}: {unknown} cuts before the answer"
        );
        assert!(not_done >= 1, "{change}: the cut never prevented it");
    }
}

#[tokio::test]
async fn a_lost_answer_is_resolved_to_done_and_a_lost_command_to_not_done() {
    for (fault, want) in [
        (Fault::LoseAnswer, Some(Resolution::Done)),
        (Fault::LoseCommand, Some(Resolution::NotDone)),
        // Whether the card had it done is up to the modem.
        (Fault::ModemReset, None),
    ] {
        let mut lpa = Lpa::new(transport("sim:", true).await, LpaOptions::default(), Box::new(()));
        let change = StateChange::Delete {
            target: target(ORANGE),
        };
        // The fault strikes the delete, not the opening.
        assert!(lpa.get_eid().await.is_ok());
        lpa.transport().arm(&fault).expect("armed");
        let outcome = lpa.change(&change).await.expect("an outcome");
        assert!(matches!(outcome, Outcome::Unknown(_)), "{fault}: {outcome:?}");
        let resolution = lpa.resolve(&change).await.expect("resolved");
        let profiles = lpa
            .get_profiles_info(None, None)
            .await
            .expect("an outcome")
            .done();
        let count = profiles.expect("profiles").len();
        let truth = if count == 3 {
            Resolution::Done
        } else {
            Resolution::NotDone
        };
        assert_eq!(resolution, truth, "{fault}");
        assert_eq!(want.unwrap_or(truth), resolution, "{fault}");
        lpa.close().await.expect("closed");
    }
}

#[tokio::test]
async fn predecessors_that_left_all_channels_open_are_cleaned_up_after() {
    let mut lpa = Lpa::new(
        transport("sim:", false).await,
        LpaOptions::default(),
        Box::new(()),
    );
    lpa.transport()
        .arm(&Fault::LeaveChannelsOpen { count: 19 })
        .expect("armed");
    let profiles = lpa
        .get_profiles_info(None, None)
        .await
        .expect("an outcome")
        .done()
        .expect("a list");
    let enabled = profiles
        .iter()
        .filter(|profile| profile.state == Some(ProfileState::Enabled));
    assert_eq!(enabled.count(), 1);
    lpa.close().await.expect("closed");
}
