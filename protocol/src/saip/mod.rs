//! Profile packages: what the TCA's interoperable format (eUICC Profile Package: Interoperable Format Technical
//! Specification v3.3.1, module PEDefinitions) puts into an unprotected profile package (UPP).
//!
//! A UPP has no wrapper: it is one [`ProfileElement`] after the other, from `header` to `end`; [`elements`] reads
//! them one by one. The elements that make files from templates all look alike (a header, the template's object
//! identifier, a list of files) and are one type, [`TemplateElement`]. [`EuiccResponse`] is the answer.
//!
//! Fields with a DEFAULT are `Option`s, so that an element is written as it came; an accessor gives the value.

mod aka_parameter;
mod application;
mod cdma_parameter;
mod element;
mod euicc_response;
mod fcp;
mod file;
mod file_management;
mod header;
mod non_standard;
mod oid;
mod pe_header;
mod pin_codes;
mod read;
mod rfm;
mod security_domain;
mod services;
mod template_element;

pub use aka_parameter::{AkaParameter, AlgoConfiguration, AlgoParameter, Algorithm, MappingParameter};
pub use application::{Application, ApplicationInstance, LoadPackage};
pub use cdma_parameter::CdmaParameter;
pub use element::{End, ProfileElement, UnknownElement, elements};
pub use euicc_response::{EuiccResponse, PeStatus, PeStatusCode};
pub use fcp::{Fcp, FileDescriptor, FileStructure, ProprietaryInfo};
pub use file::{File, FilePart};
pub use file_management::{FileCommand, GenericFileManagement};
pub use header::{MandatoryAid, ProfileHeader};
pub use non_standard::NonStandard;
pub use oid::Oid;
pub use pe_header::PeHeader;
pub use pin_codes::{PinCodes, PinConfiguration, PinSource, PukCodes, PukConfiguration};
pub use rfm::{AdfAccess, Rfm};
pub use security_domain::{KeyComponent, KeyObject, SecurityDomain};
pub use services::{Service, ServicesList};
pub use template_element::{TemplateElement, TemplateKind};
