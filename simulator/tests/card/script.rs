//! Cases as rows: a card, steps with their results, and the state behind them.

use signoff_protocol::es10b::{ListNotificationRequest, ListNotificationResponse};
use signoff_protocol::es10c::{GetProfilesInfoRequest, GetProfilesInfoResponse};
use signoff_protocol::hex;
use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::profile::{ProfileTarget, tags};
use signoff_protocol::tlv::{Tag, Tlv, Writer};
use signoff_simulator::card::CardFault;

use crate::bench::{Bench, Terminal, iccid};

/// One case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    /// The ids of the cases.
    pub(crate) id: &'static str,
    /// Profiles, as `bench::card_file` reads them.
    pub(crate) card: &'static str,
    /// Further YAML.
    pub(crate) more: &'static str,
    /// Steps and results: see [`step`].
    pub(crate) steps: &'static [(&'static str, &'static str)],
    /// `op1 E, op2 D`
    pub(crate) profiles: &'static str,
    /// `disable op1@a, enable op2@b`, in order, numbered from 1.
    pub(crate) notifications: &'static str,
}

/// The row of most cases.
pub(crate) const fn case(
    id: &'static str,
    card: &'static str,
    steps: &'static [(&'static str, &'static str)],
    profiles: &'static str,
    notifications: &'static str,
) -> Case {
    Case {
        id,
        card,
        more: "",
        steps,
        profiles,
        notifications,
    }
}

impl Case {
    pub(crate) const fn on(self, more: &'static str) -> Self {
        Self { more, ..self }
    }
}

/// Runs all cases; the panic message names the case.
#[track_caller]
pub(crate) fn check(cases: &[Case]) {
    for case in cases {
        check_with(case, Terminal::Plain);
    }
}

#[track_caller]
pub(crate) fn check_with(case: &Case, terminal: Terminal) {
    let mut bench = Bench::with(case.card, case.more, terminal);
    for (number, (step, want)) in case.steps.iter().enumerate() {
        assert_eq!(
            &self::step(&mut bench, step),
            want,
            "{}, step {number}: {step}",
            case.id
        );
    }
    assert_eq!(profiles(&mut bench), case.profiles, "{}: profiles", case.id);
    assert_eq!(
        notifications(&mut bench),
        case.notifications,
        "{}: notifications",
        case.id
    );
}

/// Runs one step.
///
/// `enable|disable NAME [by aid] [refresh]`, `delete NAME [by aid]`, `memory reset BITS`, `nickname NAME TEXT`,
/// `remove SEQ`: the result code and, if it isn't `9000`, the status word. `es10 HEX` and `apdu HEX`: the answer.
/// `refresh`: its mode. `reset`, `power cycle`: nothing. `arm busy N`, `arm session`: nothing.
pub(crate) fn step(bench: &mut Bench, step: &str) -> String {
    let words: Vec<&str> = step.split_whitespace().collect();
    match words.as_slice() {
        ["enable", name, how @ ..] => result(bench, &change(0xBF31, name, how)),
        ["disable", name, how @ ..] => result(bench, &change(0xBF32, name, how)),
        ["delete", name, how @ ..] => result(bench, &request(0xBF33, |w| target(bench_target(name, how), w))),
        ["memory", "reset", bits] => {
            let bits = hex::decode(bits).expect("hex");
            result(
                bench,
                &request(0xBF34, |w| {
                    w.primitive(Tag(0x82), &bits);
                }),
            )
        }
        ["nickname", name, text @ ..] => {
            let text = text.join(" ");
            result(
                bench,
                &request(0xBF29, |w| {
                    w.primitive(tags::ICCID, iccid(name).as_bytes())
                        .text(Tag(0x90), &text);
                }),
            )
        }
        ["remove", seq] => {
            let seq = seq.parse().expect("a number");
            result(
                bench,
                &request(0xBF30, |w| {
                    w.unsigned(Tag(0x80), seq);
                }),
            )
        }
        ["es10", hex] => bench.es10_hex(hex),
        ["apdu", hex] => bench.send(hex),
        ["refresh"] => format!("{:02X}", bench.refresh()),
        ["reset"] => {
            bench.reset();
            String::new()
        }
        ["power", "cycle"] => {
            bench.power_cycle();
            String::new()
        }
        ["arm", "busy", times] => {
            let times = times.parse().expect("a number");
            bench.card.arm(CardFault::CatBusy { times });
            String::new()
        }
        ["arm", "session"] => {
            bench.card.arm(CardFault::ProactiveSession);
            String::new()
        }
        _ => panic!("no step: {step}"),
    }
}

fn change(tag: u32, name: &str, how: &[&str]) -> Vec<u8> {
    request(tag, |w| {
        w.constructed(tags::CHOICE, |w| target(bench_target(name, how), w));
        w.boolean(Tag(0x81), how.contains(&"refresh"));
    })
}

fn request(tag: u32, fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.constructed(Tag(tag), fill);
    writer.into_bytes()
}

/// By ICCID, or by the AID of the place that the number in the name stands for.
fn bench_target(name: &str, how: &[&str]) -> ProfileTarget {
    let place = || name[2..].parse::<u16>().expect("a number");
    if how.contains(&"aid") {
        ProfileTarget::IsdpAid(signoff_protocol::id::Aid::isd_p(0x000F + place()))
    } else {
        ProfileTarget::Iccid(iccid(name))
    }
}

fn target(target: ProfileTarget, writer: &mut Writer) {
    target.encode(writer);
}

/// Result code in decimal; the status word behind it if it is not 9000.
fn result(bench: &mut Bench, request: &[u8]) -> String {
    let answer = bench.es10(&hex::encode(request));
    let code = Tlv::parse_exact(&answer.data)
        .ok()
        .and_then(|tlv| tlv.child(Tag(0x80)).ok())
        .and_then(|result| result.small().ok());
    match (code, answer.status.to_string().as_str()) {
        (Some(code), "9000") => code.to_string(),
        (Some(code), status) => format!("{code} {status}"),
        (None, status) => status.to_owned(),
    }
}

/// All profiles and their states.
pub(crate) fn profiles(bench: &mut Bench) -> String {
    let answer = bench.es10(&hex::encode(&GetProfilesInfoRequest::default().to_der()));
    match GetProfilesInfoResponse::from_der(&answer.data) {
        Ok(GetProfilesInfoResponse::List(list)) => list
            .iter()
            .map(|profile| {
                let state = if profile.is_enabled() { "E" } else { "D" };
                format!("{} {state}", profile.profile_name.as_deref().unwrap_or("?"))
            })
            .collect::<Vec<_>>()
            .join(", "),
        other => panic!("{other:?} {}", answer.status),
    }
}

/// All pending notifications; that their numbers ascend without a gap is checked on the way.
pub(crate) fn notifications(bench: &mut Bench) -> String {
    let answer = bench.es10(&hex::encode(&ListNotificationRequest::default().to_der()));
    match ListNotificationResponse::from_der(&answer.data) {
        Ok(ListNotificationResponse::List(list)) => {
            for pair in list.windows(2) {
                assert!(pair[0].seq_number < pair[1].seq_number, "{list:?}");
            }
            list.iter()
                .map(|entry| {
                    let digits = entry.iccid.expect("an ICCID").to_string();
                    let kind = match &digits[6..7] {
                        "1" => "op",
                        "2" => "tp",
                        "3" => "tz",
                        _ => "pv",
                    };
                    let number: u32 = digits[13..].parse().expect("a number");
                    format!("{} {kind}{number}@{}", entry.event.name(), entry.address)
                })
                .collect::<Vec<_>>()
                .join(", ")
        }
        other => panic!("{other:?} {}", answer.status),
    }
}
