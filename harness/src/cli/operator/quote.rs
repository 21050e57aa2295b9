//! `signoff operator quote`, and the quote as people read it.

use clap::Args;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{Money, Warning};

use super::desk::DeskArgs;
use super::show::status_text;
use crate::cli::customer::desk_error;
use crate::cli::format::Format;
use crate::cli::{CliError, Console, Exit};
use crate::operator::{EndChoice, Quote};

/// Arguments of `signoff operator quote`.
#[derive(Debug, Args)]
pub(super) struct QuoteArgs {
    /// ICCID of the line
    #[arg(value_name = "ICCID")]
    iccid: Iccid,
    /// When the contract shall end: earliest, withdrawal, or the first day without service
    #[arg(long, value_name = "END", default_value_t)]
    end: EndChoice,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    desk: DeskArgs,
}

impl QuoteArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.enter(console).await?;
        let quote = desk.client.quote(self.iccid, self.end).await;
        let quote = quote.map_err(|error| desk_error(&error))?;
        self.format
            .print(console, &quote, |quote| quote_text(console, quote))?;
        Ok(Exit::Pass)
    }
}

/// A quote for people: what it costs, what is lost, what they should know.
pub(super) fn quote_text(console: Console, quote: &Quote) -> String {
    let mut lines = vec![console.say(
        "operator-quote-title",
        &[
            ("iccid", quote.iccid.to_string().into()),
            ("date", quote.effective.to_string().into()),
            ("status", status_text(console, quote.status).into()),
        ],
    )];
    let amounts = [
        (console.say("operator-fee", &[]), quote.early_termination_fee),
        (console.say("operator-device", &[]), quote.device_residual),
        (console.say("operator-bills", &[]), quote.open_bills),
        (console.say("operator-total", &[]), quote.total),
    ];
    lines.extend(aligned(&amounts));
    lines.extend(quote.warnings.iter().map(|warning| {
        let text = warning_text(console, quote, *warning);
        console.say("operator-warning", &[("text", text.into())])
    }));
    lines.join("\n")
}

/// Amounts below each other.
fn aligned(amounts: &[(String, Money)]) -> Vec<String> {
    let width = |text: &str| ::console::measure_text_width(text);
    let names = amounts.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let texts: Vec<String> = amounts.iter().map(|(_, money)| money.to_string()).collect();
    let figures = texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let row = |((name, _), text): (&(String, Money), &String)| {
        let gap = " ".repeat(names - width(name));
        format!("  {name}{gap}  {text:>figures$}")
    };
    amounts.iter().zip(&texts).map(row).collect()
}

fn warning_text(console: Console, quote: &Quote, warning: Warning) -> String {
    let date = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, |date| date.to_string());
    match warning {
        Warning::EarlyTerminationFee => {
            let from = date(quote.free_from);
            console.say("operator-warning-fee", &[("date", from.into())])
        }
        Warning::DeviceNotPaid => console.say("operator-warning-device", &[]),
        Warning::DeviceMustBeReturned => console.say("operator-warning-return", &[]),
        Warning::OpenBills => console.say("operator-warning-bills", &[]),
        Warning::UnusedDataLost => {
            let megabytes = quote.unused_data_mb.unwrap_or(0);
            console.say("operator-warning-data", &[("megabytes", megabytes.into())])
        }
        Warning::CreditLost => {
            let amount = quote
                .lost_credit
                .map_or_else(String::new, |money| money.to_string());
            console.say("operator-warning-credit", &[("amount", amount.into())])
        }
        Warning::PortingInProgress => {
            let porting = quote.porting.as_ref();
            let recipient = porting.map_or_else(String::new, |porting| porting.recipient.clone());
            let on = date(porting.map(|porting| porting.date));
            console.say(
                "operator-warning-porting",
                &[("recipient", recipient.into()), ("date", on.into())],
            )
        }
        Warning::NumberLost => console.say("operator-warning-number", &[]),
        Warning::WithdrawalPossible => {
            let before = date(quote.withdrawal_before);
            console.say("operator-warning-withdrawal", &[("date", before.into())])
        }
        Warning::ProfileStaysInstalled => console.say("operator-warning-profile", &[]),
    }
}
