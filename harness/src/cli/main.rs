//! From arguments to exit code.

use std::process::ExitCode;

use clap::Parser;

use super::{Cli, CliError, Command, Console, Exit};
use crate::text::Texts;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) => {
            // Help and version go to standard output; a reader that went away is no error.
            let _ = answer.print();
            let exit = if answer.use_stderr() {
                Exit::Usage
            } else {
                Exit::Pass
            };
            return ExitCode::from(exit.code());
        }
    };
    // Made once, and needed until the process ends.
    let texts: &'static Texts = Box::leak(Box::new(Texts::new(cli.common.lang.language())));
    let console = Console::new(cli.common.color, cli.common.verbose, texts);
    let exit = dispatch(cli.command, console).unwrap_or_else(|error| {
        console.error(&error);
        error.exit
    });
    ExitCode::from(exit.code())
}

fn dispatch(command: Command, console: Console) -> Result<Exit, CliError> {
    match command {
        Command::Run(args) => args.run(console),
        Command::Ports(args) => args.run(console),
        Command::Detect(args) => args.run(console),
        Command::Probe(args) => args.run(console),
        Command::Profile(args) => args.run(console),
        Command::Backup(args) => args.run(console),
        Command::Restore(args) => args.run(console),
        Command::Notification(args) => args.run(console),
        Command::Lab(args) => args.run(console),
        Command::Remove(args) => args.run(console),
        Command::Verify(args) => args.run(console),
        Command::Simulate(args) => args.run(console),
        Command::Smdp(args) => args.run(console),
        Command::Operator(args) => args.run(console),
        Command::Decode(args) => args.run(console),
        Command::Schema(args) => args.run(console),
        Command::Completions(args) => args.run(console),
        Command::Man(args) => args.run(console),
    }
}
