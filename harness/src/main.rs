//! The `signoff` command.

fn main() -> std::process::ExitCode {
    signoff_harness::cli::main()
}
