//! A workspace as it would be made: shown, approved, then written at once.

use std::path::Path;

use specgen_apply::{Created, Files, create_new};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_render::{Pack, render};
use specgen_spec::Spec;
use specgen_spec::model::Domain;
use specgen_tree::{Digest, FileNode, Owner, ProjectPath, Tree};

use crate::documents::{Memory, Written, title, written};
use crate::draft::Draft;
use crate::event::{Event, Sink, Stage};
use crate::migrations::Sequence;
use crate::record::first_change;
use crate::settings::Settings;
use crate::workspace::{Layout, checked, fixed};

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Specification and documents.
    SpecOnly,
    /// The backend too, where the specification asks for one.
    Everything,
}

/// A workspace as it would be made.
#[derive(Clone, Debug)]
pub struct Project {
    /// What it is made from.
    pub draft: Draft,
    /// Where things stand in it.
    pub layout: Layout,
    /// The model's file.
    pub spec_path: String,
    /// The folder of the backend, when there will be one.
    pub backend: Option<String>,
    /// The documents.
    pub written: Written,
    /// All files.
    pub tree: Tree,
    templates: Digest,
    scope: Scope,
    steering_stands: Vec<ProjectPath>,
    kiro: bool,
}

impl Project {
    /// Plans a workspace in a folder that need not exist.
    ///
    /// # Errors
    ///
    /// Refuses what cannot be rendered or named.
    pub fn plan(
        files: &dyn Files,
        folder: &Path,
        draft: Draft,
        scope: Scope,
        sink: Sink<'_>,
    ) -> Result<Self, Diagnostics> {
        let stands = |path: &Path| files.stat(path).ok().flatten().is_some();
        let kiro = stands(&folder.join(".kiro"));
        let layout = Layout::new(draft.spec.name.as_str(), kiro);
        let steering = fixed(&layout, "", &Settings::default())?;
        let steering_stands = steering
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| kiro && stands(&folder.join(path.as_str())))
            .collect();
        Self::assemble(draft, scope, kiro, steering_stands, sink)
    }

    /// Plans the same workspace from a specification that a person edited.
    ///
    /// # Errors
    ///
    /// Points at everything that is wrong in the text.
    pub fn edited(&self, spec_text: &str) -> Result<Self, Diagnostics> {
        let draft = self.draft.edited(spec_text)?;
        Self::assemble(
            draft,
            self.scope,
            self.kiro,
            self.steering_stands.clone(),
            &mut |_| {},
        )
    }

    fn assemble(
        draft: Draft,
        scope: Scope,
        kiro: bool,
        steering_stands: Vec<ProjectPath>,
        sink: Sink<'_>,
    ) -> Result<Self, Diagnostics> {
        let layout = Layout::new(draft.spec.name.as_str(), kiro);
        let settings = Settings::default();
        let memory = Memory {
            origins: draft.origins.clone(),
            gaps: draft.report.not_understood.clone(),
            trace: None,
        };
        let source = Source {
            layout: &layout,
            settings: &settings,
            spec: &draft.spec,
            spec_text: &draft.spec_text,
            memory: &memory,
            scope,
        };
        let mut rendered = source.render(sink)?;
        let change = layout.of_spec_folder("changes/0001-new.md");
        let node =
            FileNode::generated(change.clone(), first_change(&draft)).owned_by(Owner::AppendOnly);
        add(&mut rendered.tree, checked(&change)?, node)?;
        let mut tree = Tree::new();
        for (path, node) in &rendered.tree {
            // What a person has put there already is theirs.
            if !steering_stands.contains(path) {
                add(&mut tree, path.clone(), node.clone())?;
            }
        }
        Ok(Self {
            spec_path: layout.of_spec_folder("spec.yaml"),
            backend: rendered.backend,
            written: rendered.written,
            tree,
            templates: rendered.templates,
            draft,
            layout,
            scope,
            steering_stands,
            kiro,
        })
    }

    /// Returns the text of a document by the name of its file; empty when there is none.
    pub fn text_of(&self, name: &str) -> &str {
        let files = self.written.files.iter();
        let found = files.clone().find(|(file, _)| *file == name);
        found.map_or("", |(_, text)| text)
    }

    /// Returns whether the specification asks for a backend that can be built.
    pub fn can_build(&self) -> bool {
        is_buildable(&self.draft.spec)
    }

    /// Returns what the specification asks for and no template builds yet, as titles of open tasks.
    pub fn not_built(&self) -> Vec<String> {
        let tasks = self.written.documents.tasks.tasks();
        let open = tasks.filter(|task| !task.built);
        open.map(|task| task.title.clone()).collect()
    }

    /// Says why there is no backend.
    pub fn why_no_backend(&self) -> &'static str {
        let lacking = Lacking::of(&self.draft.spec);
        lacking.map_or("not asked for yet; `specgen build` makes it", Lacking::why)
    }

    /// Writes the workspace: all of it, or nothing.
    ///
    /// # Errors
    ///
    /// Refuses a folder that holds other things, and says what the system says.
    pub fn create(
        &self,
        files: &dyn Files,
        folder: &Path,
        sink: Sink<'_>,
    ) -> Result<Created, Diagnostics> {
        sink(Event::Began(Stage::Write));
        let created = create_new(files, folder, &self.tree, self.templates)?;
        sink(Event::Finished);
        Ok(created)
    }
}

/// Everything a workspace follows from.
pub(crate) struct Source<'a> {
    pub layout: &'a Layout,
    pub settings: &'a Settings,
    pub spec: &'a Spec,
    pub spec_text: &'a str,
    pub memory: &'a Memory,
    pub scope: Scope,
}

/// What follows.
pub(crate) struct Rendered {
    pub tree: Tree,
    pub backend: Option<String>,
    pub written: Written,
    pub templates: Digest,
    /// How its migrations stand to each other.
    pub migrations: Sequence,
}

impl Source<'_> {
    /// Renders all files but the records of changes.
    pub fn render(&self, sink: Sink<'_>) -> Result<Rendered, Diagnostics> {
        let pack = Pack::embedded()?;
        let builds = self.scope == Scope::Everything && is_buildable(self.spec);
        let backend = if builds {
            sink(Event::Began(Stage::Render));
            render(self.spec, pack)?
        } else {
            Tree::new()
        };
        sink(Event::Began(Stage::Document));
        let written = written(self.spec, self.memory, pack, &backend);
        let mut tree = Tree::new();
        let spec_path = self.layout.of_spec_folder("spec.yaml");
        let node = FileNode::generated("spec", self.spec_text).owned_by(Owner::Seeded);
        add(&mut tree, checked(&spec_path)?, node)?;
        for (name, text) in &written.files {
            let path = self.layout.of_spec_folder(name);
            let node = FileNode::generated(format!("document/{name}"), text.as_str());
            add(&mut tree, checked(&path)?, node)?;
        }
        for (path, node) in fixed(self.layout, &title(self.spec), self.settings)? {
            add(&mut tree, path, node)?;
        }
        let target = &self.settings.target;
        for (path, node) in backend {
            add(&mut tree, checked(&format!("{target}/{path}"))?, node)?;
        }
        Ok(Rendered {
            tree,
            backend: builds.then(|| target.clone()),
            written,
            templates: pack.template_digest(),
            migrations: Sequence::default(),
        })
    }
}

/// What a specification lacks before a backend can be built from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lacking {
    /// Nothing is measured.
    Metric,
    /// It is about something else.
    Iot,
}

impl Lacking {
    /// Returns what a specification lacks; nothing when a backend can be built.
    pub fn of(spec: &Spec) -> Option<Self> {
        match spec.domain() {
            Domain::Iot if spec.metrics.is_empty() => Some(Self::Metric),
            Domain::Iot => None,
            _ => Some(Self::Iot),
        }
    }

    /// Says why nothing is built.
    pub const fn why(self) -> &'static str {
        match self {
            Self::Metric => "no metric is known yet; name one, and the backend follows",
            Self::Iot => "this is not an IoT backend, and only those are built",
        }
    }

    /// Returns what to type next.
    pub const fn next(self) -> &'static str {
        match self {
            Self::Metric => "specgen change \"measure temperature\"",
            Self::Iot => "specgen tasks",
        }
    }
}

/// Returns whether the templates make a backend of this: one for readings of something.
pub(crate) fn is_buildable(spec: &Spec) -> bool {
    spec.domain() == Domain::Iot && !spec.metrics.is_empty()
}

/// Adds a file; one that does not fit is a fault of the templates or of an unlucky target folder.
pub(crate) fn add(tree: &mut Tree, path: ProjectPath, node: FileNode) -> Result<(), Diagnostics> {
    tree.insert(path, node).map_err(|error| {
        Diagnostic::error("E024", ExitClass::Refused, error.to_string())
            .hint("choose another `target` in specgen.yaml")
            .into()
    })
}
