//! An expectation that can't fail is none: every single one in every shipped flow is changed, and the flow must then
//! fail at a step, with a message that names both values.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::Spanned;
use signoff_harness::flow::{Source, load};
use signoff_harness::runner::{Case, Event, RunOptions, Stop, Verdict, run};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = Source::all_shipped().into_iter().map(|source| {
        let name = source.stem().to_owned();
        Trial::test(name, move || every_expectation_counts(&source))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// A scalar behind `expect:`, or a demand of `verify:` and `wait_until:`.
#[derive(Debug)]
struct Expectation {
    /// Where its text stands.
    range: std::ops::Range<usize>,
    line: usize,
    key: String,
    text: String,
}

fn every_expectation_counts(source: &Arc<Source>) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let flows = load(source, None).map_err(|diagnostics| diagnostics.render(false, 100))?;
    let profiles: BTreeSet<String> = flows
        .iter()
        .flat_map(|flow| {
            let on_card = flow.card.profiles.iter().map(|profile| profile.name.clone());
            let at_smdp = flow.smdp.iter().flat_map(|smdp| &smdp.profiles);
            on_card
                .chain(at_smdp.map(|known| known.profile.name.clone()))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut problems = Vec::new();
    for expectation in expectations(&source.text) {
        // `balanced` is the only word there is, and on a card with few profiles no other name can be written.
        let other_names = profiles.iter().any(|name| *name != expectation.text);
        let is_name = ["profile", "iccid"].contains(&expectation.key.as_str());
        if expectation.key == "channels" || (is_name && !other_names) {
            continue;
        }
        let mut survived = Vec::new();
        let mut failed = false;
        let mut loaded = false;
        for value in other_values(&expectation, &profiles) {
            let mut text = source.text.clone();
            text.replace_range(expectation.range.clone(), &value);
            let changed = Arc::new(Source {
                text,
                ..Source::clone(source)
            });
            // A value that the language refuses shows nothing; another one is tried.
            let Ok(flows) = load(&changed, None) else { continue };
            loaded = true;
            let verdicts = runtime.block_on(verdicts(flows));
            match verdicts.iter().find_map(|verdict| match verdict {
                Verdict::Fail(mismatch) => Some(mismatch),
                _ => None,
            }) {
                Some(mismatch) => {
                    let told = mismatch
                        .differences
                        .iter()
                        .all(|one| !one.expected.is_empty() && !one.actual.is_empty());
                    let names_step = mismatch.step.number > 0 && mismatch.step.line <= expectation.line;
                    if !(told
                        && names_step
                        && mismatch.differences.iter().all(|one| one.expected != one.actual))
                    {
                        problems.push(format!(
                            "{} -> {value}: the message does not tell: {mismatch}",
                            expectation.text
                        ));
                    }
                    failed = true;
                    break;
                }
                None => survived.push(value),
            }
        }
        // Side, stage and code of a refusal belong together: the language itself may leave no other.
        let bound = ["by", "stage", "code"].contains(&expectation.key.as_str()) && !loaded;
        if !failed && !bound {
            problems.push(format!(
                "line {}: {}: {} could be {} and nobody would notice",
                expectation.line,
                expectation.key,
                expectation.text,
                if survived.is_empty() {
                    "nothing else".to_owned()
                } else {
                    survived.join(" or ")
                },
            ));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.join("\n").into())
    }
}

async fn verdicts(flows: Vec<signoff_harness::flow::ResolvedFlow>) -> Vec<Verdict> {
    let cases = flows
        .into_iter()
        .enumerate()
        .map(|(number, flow)| Case::new(number, flow))
        .collect();
    let mut verdicts = Vec::new();
    let mut emit = |event: &Event| {
        if let Event::FlowFinished(result) = event {
            verdicts.push(result.verdict.clone());
        }
    };
    let done = run(cases, RunOptions::simulated(1), Stop::never(), &mut emit).await;
    assert!(done.is_ok(), "{done:?}");
    verdicts
}

/// A YAML value in which every scalar has its place.
enum Node {
    Scalar,
    List(Vec<Spanned<Node>>),
    Map(Vec<(String, Spanned<Node>)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Node;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("YAML")
            }

            fn visit_str<E>(self, _: &str) -> Result<Node, E> {
                Ok(Node::Scalar)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
                Ok(Node::Scalar)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
                Ok(Node::Scalar)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
                Ok(Node::Scalar)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
                Ok(Node::Scalar)
            }

            fn visit_unit<E>(self) -> Result<Node, E> {
                Ok(Node::Scalar)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
                let mut nodes = Vec::new();
                while let Some(node) = list.next_element()? {
                    nodes.push(node);
                }
                Ok(Node::List(nodes))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
                let mut nodes = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    nodes.push(entry);
                }
                Ok(Node::Map(nodes))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

fn expectations(text: &str) -> Vec<Expectation> {
    let Node::Map(flow) = serde_saphyr::from_str(text).expect("a flow that loads is YAML") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let steps = flow
        .into_iter()
        .find(|(key, _)| key == "steps")
        .map(|(_, steps)| steps.value);
    let Some(Node::List(steps)) = steps else {
        return found;
    };
    for step in steps {
        let Node::Map(kinds) = step.value else { continue };
        for (kind, body) in kinds {
            let Node::Map(fields) = body.value else { continue };
            let all = kind == "verify" || kind == "wait_until";
            for (key, field) in fields {
                let bounds = ["label", "at_most_ms", "every_ms"].contains(&key.as_str());
                if key == "expect" || (all && !bounds) {
                    collect(text, &key, &field, &mut found);
                }
            }
        }
    }
    found
}

fn collect(text: &str, key: &str, node: &Spanned<Node>, found: &mut Vec<Expectation>) {
    match &node.value {
        Node::Scalar => {
            let span = node.referenced.span();
            let number = |number: Option<u64>| usize::try_from(number.expect("a place")).expect("small");
            let start = number(span.byte_offset());
            let range = start..start + number(span.byte_len());
            found.push(Expectation {
                line: usize::try_from(node.referenced.line()).expect("small"),
                key: key.to_owned(),
                text: text[range.clone()].trim_end().to_owned(),
                range: start..start + text[range].trim_end().len(),
            });
        }
        Node::List(nodes) => {
            let key = if key == "order" || key == "absent" {
                "item"
            } else {
                key
            };
            for node in nodes {
                collect(text, key, node, found);
            }
        }
        Node::Map(nodes) => {
            for (key, node) in nodes {
                // What is done before the ways are asked is no expectation.
                if key != "after" && key != "wait_ms" {
                    collect(text, key, node, found);
                }
            }
        }
    }
}

/// Values that the expectation does not have; several, as not every one can be said of every field.
#[expect(
    clippy::too_many_lines,
    reason = "a table of words, and what else a value can be"
)]
fn other_values(expectation: &Expectation, profiles: &BTreeSet<String>) -> Vec<String> {
    let words: &[&[&str]] = &[
        &["done", "not_done"],
        &["enabled", "disabled", "absent"],
        &["valid", "invalid"],
        &["this_euicc", "other"],
        &["true", "false"],
        &["operational", "provisioning", "test"],
        &["install", "enable", "disable", "delete"],
        &[
            "euicc",
            "vendor_euicc",
            "uicc",
            "m2m",
            "iot",
            "no_card",
            "no_apdu_access",
            "internal_lpa",
            "test_mode",
        ],
        &[
            "no_profile",
            "no_enabled_profile",
            "test_profile_enabled",
            "pending_notifications",
        ],
        &[
            "remove",
            "nothing_to_remove",
            "ask_eim",
            "ask_sm_sr",
            "plain_card",
            "insert_card",
            "maybe_no_profile",
            "other_access",
            "free_isd_r",
            "leave_test_mode",
            "disable_test_profile",
            "deliver_pending",
        ],
        &[
            "active",
            "termination_requested",
            "no_active_service",
            "unknown_line",
        ],
        &["terminated_profile_installed", "no_active_service", "active"],
        &["acknowledged", "in_progress", "completed", "cancelled", "failed"],
        &["one_time_code", "confirmation", "ended", "cancelled"],
        &[
            "wrong_code",
            "account_locked",
            "not_identified",
            "system_down",
            "unknown_account",
        ],
        &[
            "not_reachable",
            "no_answer",
            "system_down",
            "unknown_order",
            "already_requested",
        ],
        &[
            "date_too_early",
            "date_too_late",
            "no_withdrawal",
            "external_id_conflict",
        ],
        &["porting_in_progress", "already_terminated", "bills_open"],
        &[
            "early_termination_fee",
            "device_not_paid",
            "open_bills",
            "unused_data_lost",
            "credit_lost",
            "number_lost",
            "porting_in_progress",
            "profile_stays_installed",
        ],
        &["not_reached", "refused", "postponed", "done"],
        &["unknown_line", "not_identified"],
        &["removed", "still_there", "disagreement"],
        &["removed_contract_ending", "removed_not_acknowledged", "unknown"],
        &["gone", "still_there", "cannot_tell"],
        &[
            "modem_cached",
            "smdp_not_told",
            "smdp_never_told",
            "contract_goes_on",
            "contract_ending",
            "operator_not_told",
            "notification_waits",
            "terminated_but_installed",
        ],
        &["png", "jpg"],
        &["ppr1", "ppr2"],
        &["OK", "ERROR"],
        &[
            "released",
            "downloaded",
            "confirmed",
            "installed",
            "available",
            "error",
            "deleted",
            "unavailable",
        ],
        &["enabled", "disabled", "installed", "released"],
        &["present", "deleted", "deleted_and_acknowledged", "unknown"],
        &["acknowledged", "held", "refused", "not_found"],
        &[
            "refused",
            "reset",
            "timeout",
            "expired",
            "not_yet_valid",
            "wrong_name",
            "unknown_issuer",
            "redirect",
        ],
        &[
            "oversized",
            "status_503",
            "status_500",
            "acknowledged",
            "not_found",
            "held",
        ],
        &["accepted", "duplicate", "out_of_order"],
        &["euicc", "smdp", "lpa"],
        &[
            "initiate_authentication",
            "authenticate_client",
            "get_bound_profile_package",
            "discovery",
        ],
        &[
            "prepare_download",
            "load_bound_profile_package",
            "authenticate_server",
            "consent",
            "discovery",
        ],
        &["end_user_rejection", "postponed", "timeout"],
        &[
            "no_event",
            "rules_not_allowed",
            "confirmation_code_missing",
            "expired",
        ],
        &[
            "install_failed_due_to_iccid_already_exists_on_euicc",
            "install_failed_due_to_insufficient_memory_for_profile",
        ],
        &["pin_required", "wrong_pin", "last_try", "pin_blocked"],
        &["no_space", "no_backup", "read_back"],
        &["not_enabled", "no_profile"],
    ];
    let text = expectation.text.trim_matches('"');
    let mut values: Vec<String> = words
        .iter()
        .filter(|group| group.contains(&text))
        .flat_map(|group| {
            group
                .iter()
                .filter(|word| **word != text)
                .map(|word| (*word).to_owned())
        })
        .collect();
    let quote = |text: String| {
        if expectation.text.starts_with('"') {
            format!("\"{text}\"")
        } else {
            text
        }
    };
    if expectation.key == "refused" {
        let names = [
            "undefined_error",
            "cat_busy",
            "iccid_or_aid_not_found",
            "nothing_to_delete",
            "disallowed_by_policy",
        ];
        values.extend(
            names
                .iter()
                .filter(|name| **name != text)
                .map(|name| (*name).to_owned()),
        );
    }
    if expectation.key == "profile" || expectation.key == "iccid" || expectation.key == "item" {
        values.extend(profiles.iter().filter(|name| *name != text).cloned());
        values.push("none".to_owned());
    }
    if text == "done" && expectation.key == "expect" {
        let others = [
            "{ refused: undefined_error }",
            "{ refused: { by: lpa } }",
            "{ acknowledged: 999 }",
            "{ refused: not_identified }",
        ];
        values = others.map(str::to_owned).to_vec();
    }
    if let Some(digit) = text.rfind(|c: char| c.is_ascii_hexdigit()) {
        // Another last digit: numbers, status words, identifiers, masks.
        let last = text.get(digit..=digit).unwrap_or_default();
        let other = if last == "1" { "2" } else { "1" };
        let mut changed = text.to_owned();
        changed.replace_range(digit..=digit, other);
        values.push(quote(changed));
    }
    if let Ok(number) = text.trim_start_matches(['>', '<', '=', ' ']).parse::<u32>() {
        values.extend([
            quote((number + 1000).to_string()),
            quote(number.saturating_sub(1).to_string()),
        ]);
    }
    if expectation.key == "eid" {
        values.push("\"89999901001234567000000000000138\"".to_owned());
    }
    if text == "none" {
        values.push("2026-01-01".to_owned());
    }
    values.push(quote("00".to_owned()));
    values.push(quote(format!("x{text}")));
    values.push("none".to_owned());
    values.retain(|value| *value != expectation.text);
    values
}
