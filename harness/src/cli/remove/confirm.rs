//! The consent of the person. Nothing that changes state is sent before it.

use std::io::IsTerminal;
use std::time::Duration;

use crate::cli::ask::ask;
use crate::cli::{CliError, Console, Exit};
use crate::protection::Expendable;
use crate::removal::{Decision, Method, PlannedProfile};
use crate::runner::Stop;
use crate::text::Message;

/// Digits that are typed.
const DIGITS: usize = 4;
/// How often they may be mistyped.
const TRIES: usize = 3;

/// What the consent depends on.
pub(super) struct Consent<'a> {
    pub(super) profiles: &'a [PlannedProfile],
    pub(super) method: Method,
    pub(super) simulated: bool,
    pub(super) expendable: &'a Expendable,
    pub(super) yes: bool,
}

/// Whether both ends are a person's.
pub(super) fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks, or takes the options for the answer.
///
/// # Errors
/// Exit code 4: not confirmed, or something is not expendable; nothing was sent that changes state.
pub(super) async fn confirm(
    consent: &Consent<'_>,
    stop: &Stop,
    console: Console,
) -> Result<Decision, CliError> {
    let how = |how: &str| Decision::Confirmed { how: how.to_owned() };
    let interactive = is_interactive() && !consent.yes;
    check(consent, interactive)?;
    if consent.yes {
        return Ok(how("yes"));
    }
    let say = console.texts();
    if !interactive {
        let refused = CliError::protected(say.say("remove-nobody-to-ask", &[]));
        let options = help(consent).into();
        return Err(refused.help(say.say("remove-nobody-to-ask-help", &[("options", options)])));
    }
    if consent.simulated {
        let answer = answer(console, say.say("remove-confirm-simulated", &[]), stop).await?;
        let first = answer.chars().next().map(|c| c.to_ascii_lowercase());
        return match first {
            Some('y' | '是') => Ok(how("typed")),
            _ => Err(CliError::protected(say.say("remove-not-confirmed", &[]))),
        };
    }
    for profile in consent.profiles {
        let want = last_digits(&profile.iccid);
        let question = say.say(
            "remove-confirm-digits",
            &[
                ("profile", profile.label().into()),
                ("iccid", (&profile.iccid).into()),
            ],
        );
        let mut confirmed = false;
        for _ in 0..TRIES {
            let typed = answer(console, question.clone(), stop).await?;
            if typed.is_empty() {
                break;
            }
            if typed == want {
                confirmed = true;
                break;
            }
            console.note(&say.say("remove-confirm-wrong", &[]));
        }
        if !confirmed {
            let iccid = (&profile.iccid).into();
            return Err(CliError::protected(
                say.say("remove-profile-not-confirmed", &[("iccid", iccid)]),
            ));
        }
    }
    Ok(how("typed"))
}

/// What the person does not type must be declared.
fn check(consent: &Consent<'_>, interactive: bool) -> Result<(), CliError> {
    let typed = interactive && !consent.simulated;
    let undeclared: Vec<&str> = consent
        .profiles
        .iter()
        .filter(|profile| {
            !profile
                .iccid()
                .is_some_and(|iccid| consent.expendable.contains(&iccid))
        })
        .map(|profile| profile.iccid.as_str())
        .collect();
    let whole = consent.method == Method::FactoryReset && *consent.expendable != Expendable::All;
    // A reset takes what nobody has named: each profile must be declared, whatever is typed.
    let by_name = consent.method.reset_options().is_none();
    if whole {
        let declare = Message::say("remove-declare", &[("options", "--expendable all".into())]);
        return Err(CliError::protected(Message::say("remove-whole-euicc", &[])).help(declare));
    }
    if undeclared.is_empty() || (typed && by_name) {
        return Ok(());
    }
    let list = undeclared.join(", ");
    let options = format!("--expendable {}", undeclared.join(" --expendable "));
    let refused = CliError::protected(Message::say("remove-not-declared", &[("iccids", list.into())]));
    Err(refused.help(Message::say("remove-declare", &[("options", options.into())])))
}

/// The options by which nobody has to be asked.
fn help(consent: &Consent<'_>) -> String {
    if consent.simulated {
        return "--yes".to_owned();
    }
    let options: Vec<String> = consent
        .profiles
        .iter()
        .map(|profile| format!("--expendable {}", profile.iccid))
        .collect();
    format!("--yes {}", options.join(" "))
}

fn last_digits(iccid: &str) -> String {
    let count = iccid.chars().count();
    iccid.chars().skip(count.saturating_sub(DIGITS)).collect()
}

/// An answer, unless somebody asks for the end before it comes.
pub(super) async fn answer(console: Console, question: String, stop: &Stop) -> Result<String, CliError> {
    let mut stop = stop.clone();
    let asking = tokio::task::spawn_blocking(move || ask(console, &question));
    let ended = async {
        while !stop.is_asked() {
            stop.wait(Duration::from_mins(1)).await;
        }
    };
    tokio::select! {
        answer = asking => answer.map_err(|error| CliError::environment(error.to_string()))?,
        () = ended => Err(CliError {
            exit: Exit::Interrupted,
            message: console.say("remove-interrupted-before", &[]).into(),
            help: None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(
        method: Method,
        simulated: bool,
        expendable: &Expendable,
        interactive: bool,
    ) -> Result<(), CliError> {
        let profiles = [PlannedProfile {
            iccid: "8932100000000000013".to_owned(),
            name: None,
            provider: None,
            nickname: None,
            class: "operational".to_owned(),
            state: "disabled".to_owned(),
            imsi: None,
        }];
        let consent = Consent {
            profiles: &profiles,
            method,
            simulated,
            expendable,
            yes: !interactive,
        };
        check(&consent, interactive)
    }

    #[test]
    fn what_nobody_types_must_be_declared() {
        let iccid = "8932100000000000013".parse().expect("an ICCID");
        let other = "8932200000000000012".parse().expect("an ICCID");
        let (none, all) = (Expendable::None, Expendable::All);
        let (this, that) = (Expendable::of([iccid]), Expendable::of([other]));
        for (method, simulated, expendable, interactive, allowed) in [
            (Method::Delete, false, &none, true, true),
            (Method::Delete, false, &none, false, false),
            (Method::Delete, false, &this, false, true),
            (Method::Delete, false, &that, false, false),
            (Method::Delete, true, &none, true, false),
            (Method::Delete, true, &all, false, true),
            (Method::MemoryReset, false, &none, true, false),
            (Method::MemoryReset, false, &this, true, true),
            (Method::FactoryReset, false, &this, true, false),
            (Method::FactoryReset, false, &all, false, true),
            (Method::AllButOne, false, &none, true, true),
            (Method::AllButOne, false, &none, false, false),
        ] {
            let got = consent(method, simulated, expendable, interactive);
            assert_eq!(
                got.is_ok(),
                allowed,
                "{method} {simulated} {expendable:?} {interactive}"
            );
            if let Err(error) = got {
                assert_eq!(error.exit, Exit::Protected);
            }
        }
        assert_eq!(last_digits("8932100000000000013"), "0013");
    }
}
