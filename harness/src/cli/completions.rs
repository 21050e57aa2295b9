//! `signoff completions`

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, CliError, Console, Exit, help};

/// Arguments of `signoff completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: signoff completions bash > ~/.local/share/bash-completion/completions/signoff"
)]
pub struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        let mut script = Vec::new();
        let mut command = help::localized(Cli::command(), console.texts());
        clap_complete::generate(self.shell, &mut command, "signoff", &mut script);
        console.bytes(&script)?;
        Ok(Exit::Pass)
    }
}
