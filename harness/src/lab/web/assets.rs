//! The page: embedded, so that a lab needs no file beside the program.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

/// Path, type and bytes.
const ASSETS: [(&str, &str, &str); 4] = [
    (
        "/",
        "text/html; charset=utf-8",
        include_str!("../page/index.html"),
    ),
    (
        "/lab.css",
        "text/css; charset=utf-8",
        include_str!("../page/lab.css"),
    ),
    (
        "/lab.js",
        "text/javascript; charset=utf-8",
        include_str!("../page/lab.js"),
    ),
    (
        "/favicon.svg",
        "image/svg+xml",
        include_str!("../page/favicon.svg"),
    ),
];

pub(super) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    ASSETS
        .into_iter()
        .fold(Router::new(), |router, (path, kind, text)| {
            router.route(path, get(([(CONTENT_TYPE, kind)], text)))
        })
}
