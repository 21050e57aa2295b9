//! What the clients of HTTPS share, that of ES9+ and that of the operator's desk: TLS, bounded bodies, causes of errors.

mod body;
mod causes;
mod tls;

pub(crate) use body::{BodyError, read_body};
pub(crate) use causes::causes;
pub(crate) use tls::tls;
