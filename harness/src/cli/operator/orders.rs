//! `signoff operator terminate`, `order`, `cancel` and `esim`.

use std::io::IsTerminal as _;

use clap::Args;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::OrderState;

use super::desk::DeskArgs;
use super::quote::quote_text;
use crate::cli::ask::ask;
use crate::cli::customer::desk_error;
use crate::cli::format::Format;
use crate::cli::{CliError, Console, Exit};
use crate::operator::{EndChoice, OperatorClient, Order, Quote};

/// Arguments of `signoff operator terminate`.
#[derive(Debug, Args)]
pub(super) struct TerminateArgs {
    /// ICCID of the line
    #[arg(value_name = "ICCID")]
    iccid: Iccid,
    /// When the contract shall end: earliest, withdrawal, or the first day without service
    #[arg(long, value_name = "END", default_value_t)]
    end: EndChoice,
    /// What to call the order; the same again gives the same order [default: made of ICCID and END]
    #[arg(long, value_name = "ID")]
    external_id: Option<String>,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    desk: DeskArgs,
}

impl TerminateArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.enter(console).await?;
        let external_id = self
            .external_id
            .clone()
            .unwrap_or_else(|| format!("signoff-{}-{}", self.iccid, self.end));
        let known = desk
            .client
            .order(&external_id)
            .await
            .map_err(|error| desk_error(&error))?;
        // An order that waits or was confirmed was agreed to before: the same command carries it on.
        if known.is_none() {
            let quote = desk.client.quote(self.iccid, self.end).await;
            let quote = quote.map_err(|error| desk_error(&error))?;
            if !self.agreed(console, &quote)? {
                console.note(&console.say("operator-not-ordered", &[]));
                return Ok(Exit::Failed);
            }
        }
        let order = self.terminate(&desk.client, &external_id).await?;
        print(console, self.format, &order)?;
        Ok(match order.state {
            OrderState::InProgress | OrderState::Completed => Exit::Pass,
            OrderState::Acknowledged | OrderState::Cancelled | OrderState::Failed => Exit::Failed,
        })
    }

    async fn terminate(&self, client: &OperatorClient, external_id: &str) -> Result<Order, CliError> {
        let order = client.terminate(self.iccid, self.end, external_id).await;
        order.map_err(|error| desk_error(&error))
    }

    fn agreed(&self, console: Console, quote: &Quote) -> Result<bool, CliError> {
        if self.yes {
            if self.format == Format::Text {
                console.note(&quote_text(console, quote));
            }
            return Ok(true);
        }
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return Err(CliError::usage(console.say("operator-needs-yes", &[]))
                .help(console.say("operator-needs-yes-help", &[])));
        }
        console.note(&quote_text(console, quote));
        let date = quote.effective.to_string();
        let question = console.say("operator-confirm", &[("date", date.clone().into())]);
        Ok(ask(console, &question)? == date)
    }
}

/// Arguments of `signoff operator order`.
#[derive(Debug, Args)]
pub(super) struct OrderArgs {
    /// What the order is called
    #[arg(value_name = "EXTERNAL_ID")]
    external_id: String,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    desk: DeskArgs,
}

impl OrderArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.enter(console).await?;
        let order = desk.client.order(&self.external_id).await;
        let Some(order) = order.map_err(|error| desk_error(&error))? else {
            let id = self.external_id.into();
            return Err(CliError::failed(console.say("operator-no-order", &[("id", id)])));
        };
        print(console, self.format, &order)?;
        Ok(Exit::Pass)
    }
}

/// Arguments of `signoff operator cancel`.
#[derive(Debug, Args)]
pub(super) struct CancelArgs {
    /// What the order is called
    #[arg(value_name = "EXTERNAL_ID")]
    external_id: String,
    /// Why, for the operator
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    desk: DeskArgs,
}

impl CancelArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.enter(console).await?;
        let order = desk
            .client
            .cancel(&self.external_id, self.reason.as_deref())
            .await;
        print(console, self.format, &order.map_err(|error| desk_error(&error))?)?;
        Ok(Exit::Pass)
    }
}

/// Arguments of `signoff operator esim`.
#[derive(Debug, Args)]
pub(super) struct EsimArgs {
    /// ICCID of the line
    #[arg(value_name = "ICCID")]
    iccid: Iccid,
    /// What to call the order; the same again gives the same order [default: made of the ICCID]
    #[arg(long, value_name = "ID")]
    external_id: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    desk: DeskArgs,
}

impl EsimArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.enter(console).await?;
        let external_id = self
            .external_id
            .unwrap_or_else(|| format!("signoff-{}-esim", self.iccid));
        let made = desk.client.new_esim(self.iccid, &external_id).await;
        let made = made.map_err(|error| desk_error(&error))?;
        // The SM-DP+ was asked after the order was answered: what came of it is in the order now.
        let order = desk.client.order(&external_id).await;
        let order = order.map_err(|error| desk_error(&error))?.unwrap_or(made);
        self.format
            .print(console, &order, |order| match &order.activation_code {
                Some(code) => code.clone(),
                None => order_text(console, order),
            })?;
        Ok(if order.activation_code.is_some() {
            Exit::Pass
        } else {
            Exit::Failed
        })
    }
}

fn print(console: Console, format: Format, order: &Order) -> Result<(), CliError> {
    format.print(console, order, |order| order_text(console, order))
}

fn order_text(console: Console, order: &Order) -> String {
    let reference = || ("reference", order.reference.as_str().into());
    let date = || {
        let date = order.effective.map_or_else(String::new, |date| date.to_string());
        ("date", date.into())
    };
    let reason = || {
        let reason = order.reason.clone().unwrap_or_default();
        ("reason", reason.into())
    };
    match order.state {
        OrderState::Acknowledged => console.say("operator-order-waits", &[reference()]),
        OrderState::InProgress if order.effective.is_none() => {
            console.say("operator-order-esim", &[reference()])
        }
        OrderState::InProgress => console.say("operator-order-confirmed", &[reference(), date()]),
        OrderState::Completed => console.say("operator-order-completed", &[reference()]),
        OrderState::Cancelled => console.say("operator-order-cancelled", &[reference(), reason()]),
        OrderState::Failed => console.say("operator-order-failed", &[reference(), reason()]),
    }
}
