//! What a person sees before they decide: the profiles, what will be lost, what the contract says.

use signoff_protocol::profile::{ProfileInfo, ProfileState};

use crate::cli::table::table;
use crate::cli::{CliError, Console};
use crate::operator::Quote;
use crate::removal::{Method, PlannedProfile};

/// The profiles of the card, with those that go marked.
pub(super) fn profiles(
    listed: &[ProfileInfo],
    planned: &[PlannedProfile],
    console: Console,
) -> Result<(), CliError> {
    let (say, palette) = (console.texts(), console.palette());
    let rows = listed.iter().map(|profile| {
        let iccid = profile
            .iccid
            .map_or_else(|| "-".to_owned(), |iccid| iccid.to_string());
        let goes = planned.iter().any(|one| one.iccid == iccid);
        let state = match profile.state {
            Some(ProfileState::Enabled) => palette.good(&say.say("remove-state-enabled", &[])),
            _ => palette.faint(&say.say("remove-state-disabled", &[])),
        };
        let text = |text: Option<&str>| text.unwrap_or("-").to_owned();
        [
            if goes {
                palette.bad(&say.say("remove-goes", &[]))
            } else {
                say.say("remove-stays", &[])
            },
            iccid,
            state,
            text(profile.service_provider_name.as_deref()),
            text(profile.profile_name.as_deref()),
            text(profile.nickname.as_deref()),
        ]
    });
    let headings = [
        say.say("remove-head-plan", &[]),
        "ICCID".to_owned(),
        say.say("remove-head-state", &[]),
        say.say("remove-head-provider", &[]),
        say.say("remove-head-name", &[]),
        say.say("remove-head-nickname", &[]),
    ];
    console.line(&table(headings.each_ref().map(String::as_str), rows))?;
    Ok(())
}

/// What will be lost.
pub(super) fn losses(
    planned: &[PlannedProfile],
    method: Method,
    counted: Option<(usize, usize)>,
    backup: bool,
    rules: &[String],
    console: Console,
) -> Result<(), CliError> {
    let say = console.texts();
    console.line("")?;
    console.line(&console.palette().strong(&say.say("remove-lost", &[])))?;
    for profile in planned {
        let line = say.say(
            "remove-lost-profile",
            &[
                ("profile", profile.label().into()),
                ("iccid", (&profile.iccid).into()),
            ],
        );
        console.line(&format!("- {line}"))?;
    }
    let contents = match (counted, backup) {
        (Some((contacts, messages)), true) => say.say(
            "remove-lost-counted-kept",
            &[("contacts", contacts.into()), ("messages", messages.into())],
        ),
        (Some((contacts, messages)), false) => say.say(
            "remove-lost-counted",
            &[("contacts", contacts.into()), ("messages", messages.into())],
        ),
        (None, true) => say.say("remove-lost-contents-kept", &[]),
        (None, false) => say.say("remove-lost-contents", &[]),
    };
    console.line(&format!("- {contents}"))?;
    if planned.iter().any(|profile| profile.state == "enabled") {
        console.line(&format!("- {}", say.say("remove-lost-service", &[])))?;
    }
    if method == Method::FactoryReset {
        console.line(&format!("- {}", say.say("remove-lost-address", &[])))?;
    }
    for rule in rules {
        let line = say.say("remove-policy", &[("iccid", rule.into())]);
        console.line(&format!("- {}", console.palette().warn(&line)))?;
    }
    Ok(())
}

/// What the contract says, each figure.
pub(super) fn quote(quote: &Quote, console: Console) -> Result<(), CliError> {
    let say = console.texts();
    console.line("")?;
    let heading = say.say("remove-contract", &[("iccid", quote.iccid.to_string().into())]);
    console.line(&console.palette().strong(&heading))?;
    let mut rows: Vec<(String, String)> = vec![
        (
            say.say("remove-quote-effective", &[]),
            quote.effective.to_string(),
        ),
        (
            say.say("remove-quote-fee", &[]),
            quote.early_termination_fee.to_string(),
        ),
        (
            say.say("remove-quote-device", &[]),
            quote.device_residual.to_string(),
        ),
        (say.say("remove-quote-bills", &[]), quote.open_bills.to_string()),
        (say.say("remove-quote-total", &[]), quote.total.to_string()),
    ];
    let mut more = |label: String, value: Option<String>| rows.extend(value.map(|value| (label, value)));
    let data = quote.unused_data_mb.map(|megabytes| format!("{megabytes} MB"));
    more(say.say("remove-quote-data", &[]), data);
    more(
        say.say("remove-quote-credit", &[]),
        quote.lost_credit.map(|money| money.to_string()),
    );
    more(
        say.say("remove-quote-free-from", &[]),
        quote.free_from.map(|date| date.to_string()),
    );
    more(
        say.say("remove-quote-term", &[]),
        quote.term_ends.map(|date| date.to_string()),
    );
    more(
        say.say("remove-quote-withdrawal", &[]),
        quote.withdrawal_before.map(|date| date.to_string()),
    );
    let porting = quote.porting.as_ref();
    more(
        say.say("remove-quote-porting", &[]),
        porting.map(|porting| format!("{}, {}", porting.recipient, porting.date)),
    );
    let lines = table(["", ""], rows.into_iter().map(|(label, value)| [label, value]));
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        console.line(&format!("- {line}"))?;
    }
    Ok(())
}
