//! `signoff operator lines`, `bills` and `status`.

use clap::Args;
use serde::Serialize;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::ServiceStatus;

use super::desk::DeskArgs;
use crate::cli::customer::desk_error;
use crate::cli::format::Format;
use crate::cli::table::table;
use crate::cli::{CliError, Console, Exit};

/// Arguments of `signoff operator lines`.
#[derive(Debug, Args)]
pub(super) struct LinesArgs {
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    desk: DeskArgs,
}

impl LinesArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.enter(console).await?;
        let lines = desk.client.lines().await.map_err(|error| desk_error(&error))?;
        self.format.print(console, &lines, |lines| {
            let rows = lines.iter().map(|line| {
                [
                    line.product_serial_number.clone(),
                    line.characteristic("msisdn").unwrap_or_default().to_owned(),
                    line.name.clone(),
                    line.start_date.date().to_string(),
                    status_text(console, line.service_status),
                ]
            });
            let headings = [
                "ICCID",
                &*console.say("operator-column-msisdn", &[]),
                &console.say("operator-column-offer", &[]),
                &console.say("operator-column-since", &[]),
                &console.say("operator-column-status", &[]),
            ];
            table(headings, rows)
        })?;
        Ok(Exit::Pass)
    }
}

/// Arguments of `signoff operator bills`.
#[derive(Debug, Args)]
pub(super) struct BillsArgs {
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    desk: DeskArgs,
}

impl BillsArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.enter(console).await?;
        let bills = desk.client.bills().await.map_err(|error| desk_error(&error))?;
        self.format.print(console, &bills, |bills| {
            let rows = bills.iter().map(|bill| {
                [
                    bill.bill_no.clone(),
                    bill.payment_due_date.date().to_string(),
                    bill.tax_included_amount.to_string(),
                    bill.remaining_amount.to_string(),
                ]
            });
            let headings = [
                &*console.say("operator-column-bill", &[]),
                &console.say("operator-column-due", &[]),
                &console.say("operator-column-amount", &[]),
                &console.say("operator-column-open", &[]),
            ];
            table(headings, rows)
        })?;
        Ok(Exit::Pass)
    }
}

/// Arguments of `signoff operator status`.
#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// ICCID of the line
    #[arg(value_name = "ICCID")]
    iccid: Iccid,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    desk: DeskArgs,
}

#[derive(Serialize)]
struct StatusView {
    iccid: String,
    status: ServiceStatus,
}

impl StatusArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.enter(console).await?;
        let status = desk
            .client
            .status(self.iccid)
            .await
            .map_err(|error| desk_error(&error))?;
        let view = StatusView {
            iccid: self.iccid.to_string(),
            status,
        };
        self.format
            .print(console, &view, |view| status_text(console, view.status))?;
        Ok(if status == ServiceStatus::UnknownLine {
            Exit::Failed
        } else {
            Exit::Pass
        })
    }
}

/// A status for people.
pub(super) fn status_text(console: Console, status: ServiceStatus) -> String {
    match status {
        ServiceStatus::Active => console.say("operator-status-active", &[]),
        ServiceStatus::TerminationRequested => console.say("operator-status-requested", &[]),
        ServiceStatus::TerminatedProfileInstalled => console.say("operator-status-installed", &[]),
        ServiceStatus::NoActiveService => console.say("operator-status-none", &[]),
        ServiceStatus::UnknownLine => console.say("operator-status-unknown", &[]),
    }
}
