//! The `chidao` program: arguments in, exit code out.

/// As the macro of the standard library, but where nothing can be written (`2>/dev/full`) there is no one to tell, and
/// that is no reason to panic.
macro_rules! eprintln {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        // A file's name or a text may hold what a terminal would obey.
        let _unheard = writeln!(std::io::stderr(), "{}", chidao::render::table::shown(&format!($($words)*)));
    }};
}

mod cli;

use std::process::ExitCode;

use cli::Exit;

fn main() -> ExitCode {
    match cli::run() {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Nothing) => ExitCode::from(1),
        Ok(Exit::Partly) => ExitCode::from(3),
        // The reader of our output left (`| head`): that is its right, and no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("chidao: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
