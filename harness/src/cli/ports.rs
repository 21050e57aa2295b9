//! `signoff ports`

use std::time::Duration;

use clap::Args;
use serialport::SerialPortType;

use super::device::block_on;
use super::table::table;
use super::{CliError, Console, Exit};
use crate::text::{Message, Told};
use crate::transport::at::{AtClient, SerialLink};
use crate::transport::{LinkLog, Timeouts};

/// Arguments of `signoff ports`.
#[derive(Debug, Args)]
#[command(after_help = "Example: signoff ports")]
pub struct PortsArgs {
    /// Do not send AT to the ports
    #[arg(long)]
    quiet: bool,
    /// Line speed for AT
    #[arg(long, value_name = "N", default_value_t = crate::transport::DEFAULT_BAUD)]
    baud: u32,
    /// How long to wait for an answer, in milliseconds
    #[arg(long, value_name = "N", default_value_t = 600)]
    timeout_ms: u64,
}

impl PortsArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        // The list is made from this folder, and its absence, as in some containers, would be a panic.
        let is_missing = cfg!(target_os = "linux") && !std::path::Path::new("/sys/class/tty").exists();
        let ports = if is_missing {
            Vec::new()
        } else {
            serialport::available_ports().map_err(|error| {
                let reason = error.to_string().into();
                CliError::environment(Message::say("error-ports", &[("reason", reason)]))
            })?
        };
        if ports.is_empty() {
            console.line(&console.say("ports-none", &[]))?;
            return Ok(Exit::Pass);
        }
        let rows = block_on(async {
            let mut rows = Vec::new();
            for port in ports {
                let (id, product) = match port.port_type {
                    SerialPortType::UsbPort(usb) => {
                        let words = [usb.manufacturer, usb.product].into_iter().flatten();
                        (
                            format!("{:04x}:{:04x}", usb.vid, usb.pid),
                            words.collect::<Vec<_>>().join(" "),
                        )
                    }
                    _ => ("-".to_owned(), String::new()),
                };
                let product = if product.is_empty() {
                    "-".to_owned()
                } else {
                    product
                };
                let answer = if self.quiet {
                    "-".to_owned()
                } else {
                    self.ask(&port.port_name, console).await
                };
                rows.push([port.port_name, id, product, answer]);
            }
            Ok(rows)
        })?;
        let headings = [
            &*console.say("ports-column-port", &[]),
            "USB",
            &console.say("ports-column-device", &[]),
            "AT",
        ];
        console.line(&table(headings, rows))?;
        Ok(Exit::Pass)
    }

    /// What answers there, in words.
    async fn ask(&self, port: &str, console: Console) -> String {
        let wait = Duration::from_millis(self.timeout_ms);
        let timeouts = Timeouts {
            apdu: wait,
            command: wait,
            start: wait,
            reset: wait,
        };
        let link = match SerialLink::open(port, self.baud) {
            Ok(link) => link,
            Err(error) => return console.tell(&error.told()),
        };
        let mut client = AtClient::new(link, timeouts, LinkLog::default());
        if client.start(wait).await.is_err() {
            return console.say("ports-silent", &[]);
        }
        let mut words = Vec::new();
        for command in ["AT+CGMI", "AT+CGMM"] {
            if let Ok(answer) = client.line(command, wait).await {
                words.extend(answer.lines.into_iter().take(1));
            }
        }
        if words.is_empty() {
            console.say("ports-answers", &[])
        } else {
            words.join(" ")
        }
    }
}
