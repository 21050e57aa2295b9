//! From arguments to exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use super::{Cli, CliError, Command, Console, Exit, LanguageChoice, help};
use crate::text::Texts;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = LanguageChoice::of_arguments(&arguments).language();
    // Made once, and needed until the process ends.
    let texts: &'static Texts = Box::leak(Box::new(Texts::new(language)));
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(answer) => return ExitCode::from(help::show(&answer, &arguments, texts).code()),
    };
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
