//! `signoff man`

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::files::shown;
use super::{Cli, CliError, Console, Exit, help};
use crate::text::{Message, Told};

/// Arguments of `signoff man`.
#[derive(Debug, Args)]
#[command(after_help = "Example: signoff man | man -l -\n         signoff man --dir ~/.local/share/man/man1")]
pub struct ManArgs {
    /// Write one page per command into this folder instead of printing the first one
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl ManArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        let mut command = help::localized(Cli::command().disable_help_subcommand(true), console.texts());
        command.build();
        if let Some(dir) = self.dir {
            let failed = |error: io::Error| {
                let values = [("folder", shown(&dir)), ("reason", error.told())];
                CliError::environment(Message::say("error-write-pages", &values))
            };
            std::fs::create_dir_all(&dir).map_err(failed)?;
            write(command, &dir, console).map_err(failed)?;
            return Ok(Exit::Pass);
        }
        console.bytes(page(&Man::new(command), console)?.as_bytes())?;
        Ok(Exit::Pass)
    }
}

/// The pages of a command and of those below it.
fn write(command: Command, dir: &Path, console: Console) -> io::Result<()> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        write(below.clone(), dir, console)?;
    }
    let man = Man::new(command);
    std::fs::write(dir.join(man.get_filename()), page(&man, console)?)
}

fn page(man: &Man, console: Console) -> io::Result<String> {
    let mut page = Vec::new();
    man.render(&mut page)?;
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    Ok(help::man_headings(&page, console.texts()))
}
