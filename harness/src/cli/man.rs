//! `signoff man`

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use super::{Cli, CliError, Console, Exit};

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
        let command = Cli::command();
        if let Some(dir) = self.dir {
            let failed =
                |error| CliError::environment(format!("cannot write pages into {}: {error}", dir.display()));
            std::fs::create_dir_all(&dir).map_err(failed)?;
            clap_mangen::generate_to(command, &dir).map_err(failed)?;
            return Ok(Exit::Pass);
        }
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        console.bytes(&page)?;
        Ok(Exit::Pass)
    }
}
