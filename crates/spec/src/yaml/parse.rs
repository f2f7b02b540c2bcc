//! From text to tree, within limits.

use std::cell::Cell;
use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle};
use specgen_diag::{Place, Span};

use super::fault::{Fault, quote};
use super::node::{Entry, Item, Kind, Node};
use super::{MAX_BYTES, MAX_DEPTH, MAX_ERRORS, MAX_NODES};

/// A collection that is still open.
struct Open {
    start: usize,
    end: usize,
    flow: bool,
    content: Content,
}

enum Content {
    List(Vec<Item>),
    Map {
        entries: Vec<Entry>,
        /// Where each key stands, so that a second one is found at once in a map of any size.
        known: BTreeMap<String, Span>,
        /// The key whose value comes next.
        waiting: Option<(String, Span)>,
    },
}

struct Builder<'a> {
    text: &'a str,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    faults: Vec<Fault>,
}

/// Reads the tree of a text.
///
/// # Errors
///
/// The first place where it is no YAML or goes beyond a limit, and every key that stands twice.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    check_bytes(text).map_err(|fault| vec![fault])?;
    let options = granit_parser::options! {
        emit_comments: false,
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH + 1,
        block_nesting_limit: MAX_DEPTH + 1,
    };
    let mut builder = Builder {
        text,
        open: Vec::new(),
        root: None,
        nodes: 0,
        faults: Vec::new(),
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let taken = match event {
            Ok((event, span)) => {
                let at = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or(0);
                builder.take(event, Span::new(at(span.start), at(span.end)))
            }
            Err(error) => Err(no_yaml(text, &error)),
        };
        if let Err(fault) = taken {
            builder.faults.push(fault);
            break;
        }
        if builder.faults.len() >= MAX_ERRORS {
            break;
        }
    }
    if !builder.faults.is_empty() {
        return Err(builder.faults);
    }
    builder.root.filter(|root| !root.is_null()).ok_or_else(|| {
        vec![
            Fault::new("E001", "the file holds no specification")
                .hint("write `specgen: 1` and `name: ...`, or start with `specgen new`"),
        ]
    })
}

fn check_bytes(text: &str) -> Result<(), Fault> {
    if text.len() > MAX_BYTES {
        let message = format!(
            "the file has {} bytes, more than the {MAX_BYTES} that a specification may have",
            text.len()
        );
        return Err(
            Fault::new("E001", message).hint("split it, or remove what is no specification")
        );
    }
    let unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    match text.char_indices().find(|&(_, c)| unseen(c)) {
        Some((start, c)) => {
            let message = format!(
                "the control character {} is not allowed",
                quote(&c.to_string())
            );
            let span = Span::new(start, start + c.len_utf8());
            Err(Fault::new("E001", message).at(span).hint("delete it"))
        }
        None => Ok(()),
    }
}

fn no_yaml(text: &str, error: &ScanError) -> Fault {
    use granit_parser::ErrorKind as E;
    let start = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let (message, way_out) = match error.kind() {
        E::RecursionLimitExceeded => return too_deep(Span::new(start, start)),
        E::UnknownAnchor => return no_alias(Span::new(start, start)),
        E::DirectiveDisallowed => ("a directive is not allowed here", "delete the line"),
        E::TabInIndentation | E::TabInBlockIndentation | E::TabNotAllowed => {
            ("a tab in the indentation", "indent with blanks")
        }
        E::UnclosedQuotedScalar => ("a quote that is not closed", "close it with the same quote"),
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofImplicitFlowMapping => {
            ("a bracket that is not closed", "close it with `}` or `]`")
        }
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::MappingKeyNotAllowed
        | E::MappingValueNotAllowed => (
            "the indentation does not fit the lines above",
            "start all keys of one map in the same column",
        ),
        kind => {
            return Fault::new("E001", format!("this is no YAML: {kind}"))
                .at(Span::new(start, start))
                .hint("see the line above it too: a quote, a colon or a bracket may be missing");
        }
    };
    Fault::new("E001", message)
        .at(Span::new(start, start))
        .hint(way_out)
}

fn too_deep(span: Span) -> Fault {
    let message = format!("nested deeper than {MAX_DEPTH} levels");
    Fault::new("E001", message)
        .at(span)
        .hint("close some brackets: no key needs as many")
}

fn no_alias(span: Span) -> Fault {
    Fault::new(
        "E001",
        "anchors, aliases and merge keys are not allowed here",
    )
    .at(span)
    .hint("write the value itself; one that begins with `&` or `*` needs quotes")
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                Err(Fault::new("E001", "a second document begins here")
                    .at(span)
                    .hint("keep one document per file: delete the `---`"))
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) | Event::Anchor(..) => Err(no_alias(span)),
            Event::Scalar(text, style, anchor, tag) => {
                Self::refuse(anchor, tag.is_some(), span)?;
                let plain = style == ScalarStyle::Plain;
                let text = text.into_owned();
                self.add(Node {
                    span,
                    kind: Kind::Scalar { text, plain },
                })
            }
            Event::SequenceStart(style, anchor, tag) => {
                Self::refuse(anchor, tag.is_some(), span)?;
                self.begin(style, Content::List(Vec::new()), span)
            }
            Event::MappingStart(style, anchor, tag) => {
                Self::refuse(anchor, tag.is_some(), span)?;
                self.begin(
                    style,
                    Content::Map {
                        entries: Vec::new(),
                        known: BTreeMap::new(),
                        waiting: None,
                    },
                    span,
                )
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            _ => Ok(()),
        }
    }

    fn refuse(anchor: usize, tagged: bool, span: Span) -> Result<(), Fault> {
        if anchor != 0 {
            return Err(no_alias(span));
        }
        if tagged {
            return Err(
                Fault::new("E001", "tags such as `!!str` are not allowed here")
                    .at(span)
                    .hint("delete the tag; a text that begins with `!` needs quotes"),
            );
        }
        Ok(())
    }

    fn begin(&mut self, style: StructureStyle, content: Content, span: Span) -> Result<(), Fault> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.open.push(Open {
            start: span.start,
            end: span.end,
            flow: style == StructureStyle::Flow,
            content,
        });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Fault> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        // A block collection ends with its last child, not where the parser noticed it.
        let end = if open.flow { span.end } else { open.end };
        let kind = match open.content {
            Content::List(items) => Kind::List {
                items,
                flow: open.flow,
            },
            Content::Map { entries, .. } => Kind::Map {
                entries,
                flow: open.flow,
            },
        };
        self.add(Node {
            span: Span::new(open.start, end),
            kind,
        })
    }

    fn add(&mut self, node: Node) -> Result<(), Fault> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let message = format!("more than {MAX_NODES} keys and values");
            return Err(Fault::new("E001", message)
                .at(node.mark())
                .hint("remove what is no specification"));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.end = open.end.max(node.span.end);
        match &mut open.content {
            Content::List(items) => items.push(Item {
                value: node,
                faulty: Cell::new(false),
            }),
            Content::Map {
                entries,
                known,
                waiting,
            } => match waiting.take() {
                None => {
                    let Kind::Scalar { text, .. } = node.kind else {
                        return Err(Fault::new("E001", "a map or list cannot be a key")
                            .at(Span::new(node.span.start, node.span.start))
                            .hint("write a plain word before the colon"));
                    };
                    if text == "<<" {
                        return Err(no_alias(node.span));
                    }
                    *waiting = Some((text, node.span));
                }
                Some((key, key_span)) => {
                    if let Some(first) = known.get(&key) {
                        let place = Place::from_span("", self.text, *first);
                        let message = format!(
                            "{} stands twice, first at {}:{}",
                            quote(&key),
                            place.line,
                            place.column
                        );
                        let fault = Fault::new("E001", message).at(key_span);
                        self.faults
                            .push(fault.hint("rename one of them, or merge them"));
                        return Ok(());
                    }
                    known.insert(key.clone(), key_span);
                    entries.push(Entry {
                        key,
                        key_span,
                        value: node,
                        faulty: Cell::new(false),
                    });
                }
            },
        }
        Ok(())
    }
}
