//! The tree of files and how it is filled.

use signoff_protocol::id::Aid;

use super::aka::AkaParameters;
use super::data::Data;
use super::pin::{Pin, Puk};
use super::{
    DirectorySpec, FileHandle, FileKind, FileSpec, FileSystemError, LinkSpec, PinSpec, PukSpec, SecurityRule,
};

/// Most files of a card.
const MAX_FILES: usize = 4096;
/// Most bytes of one file.
const MAX_FILE_BYTES: usize = 1 << 17;
/// File identifier of the MF.
const MF: u16 = 0x3F00;

/// The files of the enabled profile, with its PINs and keys.
///
/// An installer fills it, and need not care for access rules; the card carries out commands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSystem {
    pub(super) nodes: Vec<Node>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) fid: u16,
    pub(super) sfi: Option<u8>,
    pub(super) parent: FileHandle,
    pub(super) active: bool,
    pub(super) security: Option<SecurityRule>,
    /// Differs from what the profile package said.
    pub(super) changed: bool,
    pub(super) body: Body,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Directory(Box<Directory>),
    Elementary(Elementary),
    Link(FileHandle),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Directory {
    pub(super) aid: Option<Aid>,
    /// Key references of the PIN status template.
    pub(super) references: Vec<u8>,
    pub(super) pins: Vec<Pin>,
    pub(super) puks: Vec<Puk>,
    /// Another directory whose PINs are those of this one.
    pub(super) shared_pins: Option<FileHandle>,
    pub(super) aka: Option<Box<AkaParameters>>,
    /// Another application whose keys are those of this one.
    pub(super) shared_aka: Option<FileHandle>,
    pub(super) aka_changed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Elementary {
    pub(super) kind: FileKind,
    pub(super) data: Data,
    pub(super) shareable: bool,
    pub(super) special: u8,
}

impl Default for FileSystem {
    fn default() -> Self {
        Self::new()
    }
}

impl FileSystem {
    /// An MF without files, PINs and access rules.
    pub fn new() -> Self {
        Self {
            nodes: vec![Node {
                fid: MF,
                sfi: None,
                parent: FileHandle::MF,
                active: true,
                security: None,
                changed: false,
                body: Body::Directory(Box::default()),
            }],
        }
    }

    /// Says of the MF what can be said of a directory; identifier and application are left aside.
    pub fn describe_mf(&mut self, spec: DirectorySpec) {
        if let Some(node) = self.nodes.first_mut() {
            node.security = spec.security;
            node.active = spec.active;
            if let Body::Directory(mf) = &mut node.body {
                mf.references = spec.pins;
            }
        }
    }

    /// Creates a DF, or an ADF, whose parent is the MF.
    ///
    /// # Errors
    /// `parent` is no directory or has such a file, or the application has an ADF.
    pub fn create_directory(
        &mut self,
        parent: FileHandle,
        spec: DirectorySpec,
    ) -> Result<FileHandle, FileSystemError> {
        let fid = spec.fid;
        if let Some(aid) = &spec.aid
            && self.applications().any(|(_, other)| other == aid)
        {
            return Err(FileSystemError::ApplicationExists { fid });
        }
        let directory = Directory {
            aid: spec.aid,
            references: spec.pins,
            ..Directory::default()
        };
        self.create(
            parent,
            Node {
                fid,
                sfi: None,
                parent,
                active: spec.active,
                security: spec.security,
                changed: false,
                body: Body::Directory(Box::new(directory)),
            },
        )
    }

    /// Creates an elementary file.
    ///
    /// # Errors
    /// `parent` is no directory or has such a file, or the content is longer than the file.
    pub fn create_file(&mut self, parent: FileHandle, spec: FileSpec) -> Result<FileHandle, FileSystemError> {
        let (fid, size) = (spec.fid, spec.kind.size());
        if size > MAX_FILE_BYTES {
            return Err(FileSystemError::TooLarge {
                fid,
                limit: MAX_FILE_BYTES,
            });
        }
        let end = spec.content.len();
        if end > size {
            return Err(FileSystemError::TooLong { fid, size, end });
        }
        let mut data = Data::new(spec.kind, &spec.fill);
        if matches!(spec.kind, FileKind::BerTlv { .. }) {
            data.replace(spec.content);
        } else {
            data.write(0, &spec.content);
        }
        self.create(
            parent,
            Node {
                fid,
                sfi: spec.sfi,
                parent,
                active: spec.active,
                security: spec.security,
                changed: false,
                body: Body::Elementary(Elementary {
                    kind: spec.kind,
                    data,
                    shareable: spec.shareable,
                    special: spec.special,
                }),
            },
        )
    }

    /// Creates a file that shows what `target` does.
    ///
    /// # Errors
    /// `parent` is no directory or has such a file, or there is no `target`.
    pub fn create_link(
        &mut self,
        parent: FileHandle,
        spec: &LinkSpec,
        target: FileHandle,
    ) -> Result<FileHandle, FileSystemError> {
        // A link to a link shows the same file, so that nothing can go in circles.
        let target = self.resolve(target);
        let shown = self.node(target).ok_or(FileSystemError::NotFound)?;
        let node = Node {
            fid: spec.fid,
            sfi: spec.sfi,
            parent,
            active: true,
            security: spec.security.or(shown.security),
            changed: false,
            body: Body::Link(target),
        };
        self.create(parent, node)
    }

    fn create(&mut self, parent: FileHandle, node: Node) -> Result<FileHandle, FileSystemError> {
        let fid = node.fid;
        let above = self.node(parent).ok_or(FileSystemError::NotFound)?;
        if !matches!(above.body, Body::Directory(_)) {
            return Err(FileSystemError::NoDirectory { fid: above.fid });
        }
        if self.child(parent, fid).is_some() || fid == MF {
            return Err(FileSystemError::Exists { fid });
        }
        if let Some(sfi) = node.sfi
            && (!(1..=30).contains(&sfi) || self.by_sfi(parent, sfi).is_some())
        {
            return Err(FileSystemError::ShortIdentifier { fid, sfi });
        }
        let handle = FileHandle::new(self.nodes.len())
            .filter(|handle| handle.place() < MAX_FILES)
            .ok_or(FileSystemError::TooLarge {
                fid,
                limit: MAX_FILES,
            })?;
        self.nodes.push(node);
        Ok(handle)
    }

    /// Writes content without asking for access rules: records one behind the other, the first one first.
    ///
    /// # Errors
    /// There is no such elementary file, or the content reaches beyond its end.
    pub fn write_at(&mut self, file: FileHandle, offset: usize, bytes: &[u8]) -> Result<(), FileSystemError> {
        let file = self.resolve(file);
        let node = self.node_mut(file).ok_or(FileSystemError::NotFound)?;
        let fid = node.fid;
        let Body::Elementary(elementary) = &mut node.body else {
            return Err(FileSystemError::NoElementaryFile { fid });
        };
        let (size, end) = (elementary.kind.size(), offset.saturating_add(bytes.len()));
        if end > size {
            return Err(FileSystemError::TooLong { fid, size, end });
        }
        if matches!(elementary.kind, FileKind::BerTlv { .. }) {
            let mut all = elementary.data.read(0, elementary.data.size());
            all.resize(all.len().max(end), 0xFF);
            if let Some(place) = all.get_mut(offset..end) {
                place.copy_from_slice(bytes);
            }
            elementary.data.replace(all);
        } else {
            elementary.data.write(offset, bytes);
        }
        Ok(())
    }

    /// Gives a directory a PIN.
    ///
    /// # Errors
    /// There is no such directory, or it has a PIN with this reference.
    pub fn add_pin(&mut self, directory: FileHandle, spec: PinSpec) -> Result<(), FileSystemError> {
        let directory = self.directory_mut(directory)?;
        let reference = spec.reference;
        if directory.pins.iter().any(|pin| pin.secret.reference == reference) {
            return Err(FileSystemError::PinExists { reference });
        }
        directory.pins.push(spec.into());
        Ok(())
    }

    /// Gives a directory a PUK.
    ///
    /// # Errors
    /// There is no such directory, or it has a PUK with this reference.
    pub fn add_puk(&mut self, directory: FileHandle, spec: PukSpec) -> Result<(), FileSystemError> {
        let directory = self.directory_mut(directory)?;
        let reference = spec.reference;
        if directory.puks.iter().any(|puk| puk.secret.reference == reference) {
            return Err(FileSystemError::PinExists { reference });
        }
        directory.puks.push(spec.into());
        Ok(())
    }

    /// Makes the local PINs of `with` those of `directory`.
    ///
    /// # Errors
    /// One of them is no directory.
    pub fn share_pins(&mut self, directory: FileHandle, with: FileHandle) -> Result<(), FileSystemError> {
        self.directory_mut(with)?;
        self.directory_mut(directory)?.shared_pins = Some(with);
        Ok(())
    }

    /// Gives an application its key.
    ///
    /// # Errors
    /// There is no such directory.
    pub fn set_aka(
        &mut self,
        application: FileHandle,
        parameters: AkaParameters,
    ) -> Result<(), FileSystemError> {
        self.directory_mut(application)?.aka = Some(Box::new(parameters));
        Ok(())
    }

    /// Algorithm, key and sequence numbers of an application that has them for itself.
    pub fn aka(&self, application: FileHandle) -> Option<&AkaParameters> {
        self.directory(application)?.aka.as_deref()
    }

    /// Makes key and sequence numbers of `with` those of `application`.
    ///
    /// # Errors
    /// One of them is no directory.
    pub fn share_aka(&mut self, application: FileHandle, with: FileHandle) -> Result<(), FileSystemError> {
        self.directory_mut(with)?;
        self.directory_mut(application)?.shared_aka = Some(with);
        Ok(())
    }

    /// The file with this identifier in a directory; ADFs by their temporary ones.
    pub fn child(&self, directory: FileHandle, fid: u16) -> Option<FileHandle> {
        self.children(directory)
            .find(|(_, node)| node.fid == fid)
            .map(|(handle, _)| handle)
    }

    /// The file at the end of a path from the MF, which is not named; ADFs by their temporary identifiers.
    pub fn by_path(&self, path: &[u16]) -> Option<FileHandle> {
        path.iter()
            .try_fold(FileHandle::MF, |directory, fid| self.child(directory, *fid))
    }

    /// The ADFs with their AIDs, in the order in which they were created.
    pub fn applications(&self) -> impl Iterator<Item = (FileHandle, &Aid)> {
        self.nodes
            .iter()
            .enumerate()
            .filter_map(|(place, node)| match &node.body {
                Body::Directory(directory) => Some((FileHandle::new(place)?, directory.aid.as_ref()?)),
                _ => None,
            })
    }

    /// The application whose ADF this is.
    pub fn aid(&self, directory: FileHandle) -> Option<Aid> {
        self.directory(directory)?.aid
    }

    /// All bytes of an elementary file, without asking for access rules.
    pub fn content(&self, file: FileHandle) -> Option<Vec<u8>> {
        let elementary = self.elementary(file)?;
        Some(elementary.data.read(0, elementary.data.size()))
    }

    /// Structure and size of an elementary file.
    pub fn kind(&self, file: FileHandle) -> Option<FileKind> {
        self.elementary(file).map(|elementary| elementary.kind)
    }

    /// Bytes of memory that it takes.
    pub fn memory_bytes(&self) -> usize {
        let bodies: usize = self
            .nodes
            .iter()
            .map(|node| match &node.body {
                Body::Directory(directory) => {
                    size_of::<Directory>()
                        + directory.references.capacity()
                        + directory.pins.capacity() * size_of::<Pin>()
                        + directory.puks.capacity() * size_of::<Puk>()
                        + directory.aka.as_ref().map_or(0, |_| size_of::<AkaParameters>())
                }
                Body::Elementary(elementary) => elementary.data.memory_bytes(),
                Body::Link(_) => 0,
            })
            .sum();
        self.nodes.capacity() * size_of::<Node>() + bodies
    }

    pub(super) fn node(&self, file: FileHandle) -> Option<&Node> {
        self.nodes.get(file.place())
    }

    pub(super) fn node_mut(&mut self, file: FileHandle) -> Option<&mut Node> {
        self.nodes.get_mut(file.place())
    }

    /// The file that a link shows; another one itself.
    pub(super) fn resolve(&self, file: FileHandle) -> FileHandle {
        match self.node(file).map(|node| &node.body) {
            Some(Body::Link(target)) => *target,
            _ => file,
        }
    }

    pub(super) fn directory(&self, directory: FileHandle) -> Option<&Directory> {
        match &self.node(self.resolve(directory))?.body {
            Body::Directory(directory) => Some(directory),
            _ => None,
        }
    }

    pub(super) fn directory_mut(&mut self, directory: FileHandle) -> Result<&mut Directory, FileSystemError> {
        let node = self.node_mut(directory).ok_or(FileSystemError::NotFound)?;
        let fid = node.fid;
        match &mut node.body {
            Body::Directory(directory) => Ok(directory),
            _ => Err(FileSystemError::NoDirectory { fid }),
        }
    }

    pub(super) fn elementary(&self, file: FileHandle) -> Option<&Elementary> {
        match &self.node(self.resolve(file))?.body {
            Body::Elementary(elementary) => Some(elementary),
            _ => None,
        }
    }

    /// The files of a directory; those of the one that it shows, if it is a link.
    pub(super) fn children(&self, directory: FileHandle) -> impl Iterator<Item = (FileHandle, &Node)> {
        let directory = self.resolve(directory);
        self.nodes
            .iter()
            .enumerate()
            .skip(1)
            .filter(move |(_, node)| node.parent == directory)
            .filter_map(|(place, node)| Some((FileHandle::new(place)?, node)))
    }

    /// The elementary file with this short identifier in a directory.
    pub(crate) fn by_sfi(&self, directory: FileHandle, sfi: u8) -> Option<FileHandle> {
        self.children(directory)
            .find(|(_, node)| node.sfi == Some(sfi))
            .map(|(handle, _)| handle)
    }
}
