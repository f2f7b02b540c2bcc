//! `specgen.lock` as text to records.

use serde_json::{Map, Value};

use super::{FORMAT, Manifest, ManifestError, ManifestProblem, Record, State};
use crate::{Digest, Eol, LineRange, Owner, ProjectPath};

/// Reads the header, then one record from each line that is not empty.
pub(super) fn parse(text: &str) -> Result<Manifest, ManifestError> {
    let mut lines = text.lines().enumerate();
    let format = header(lines.next(), "format")?;
    if format.value != FORMAT.to_string() {
        return Err(format.error(ManifestProblem::UnknownFormat(format.value.to_owned())));
    }
    let templates = header(lines.next(), "templates")?;
    let digest = Digest::parse(templates.value.trim_matches('"'));
    let digest = digest.map_err(|error| templates.error(field("templates", &error)))?;
    let mut manifest = Manifest::new(digest);
    for (index, line) in lines {
        if line.is_empty() {
            continue;
        }
        let fail = |problem| ManifestError {
            line: index + 1,
            source_line: line.to_owned(),
            problem,
        };
        let (path, record) = record(line).map_err(fail)?;
        if manifest.records.contains_key(&path) {
            return Err(fail(ManifestProblem::Duplicate(path)));
        }
        manifest.records.insert(path, record);
    }
    Ok(manifest)
}

struct Header<'a> {
    index: usize,
    line: &'a str,
    value: &'a str,
}

impl Header<'_> {
    fn error(&self, problem: ManifestProblem) -> ManifestError {
        ManifestError {
            line: self.index + 1,
            source_line: self.line.to_owned(),
            problem,
        }
    }
}

fn header<'a>(
    line: Option<(usize, &'a str)>,
    name: &'static str,
) -> Result<Header<'a>, ManifestError> {
    let (index, line) = line.unwrap_or((0, ""));
    let found = line
        .split_once('=')
        .filter(|(key, _)| key.trim() == name)
        .map(|(_, value)| value.trim());
    let header = Header {
        index,
        line,
        value: found.unwrap_or(""),
    };
    if found.is_some() {
        return Ok(header);
    }
    let problem = if is_marker(line) {
        ManifestProblem::ConflictMarker
    } else {
        ManifestProblem::Header(name)
    };
    Err(header.error(problem))
}

pub(super) fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
        .iter()
        .any(|marker| line.starts_with(marker))
}

pub(super) fn record(line: &str) -> Result<(ProjectPath, Record), ManifestProblem> {
    if is_marker(line) {
        return Err(ManifestProblem::ConflictMarker);
    }
    let mut fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| ManifestProblem::Json(error.to_string()))?;
    let path = ProjectPath::new(text(&mut fields, "path")?);
    let path = path.map_err(|error| field("path", &error))?;
    let owner = text(&mut fields, "owner")?;
    let owner = Owner::from_word(&owner).ok_or_else(|| field("owner", &format!("is `{owner}`")))?;
    let unit = text(&mut fields, "unit")?;
    let base = Digest::parse(&text(&mut fields, "base")?).map_err(|error| field("base", &error))?;
    let eol = match optional_text(&mut fields, "eol")?.as_deref() {
        None => Eol::Lf,
        Some("crlf") => Eol::Crlf,
        Some(other) => return Err(field("eol", &format!("is `{other}`"))),
    };
    let executable = match optional_text(&mut fields, "mode")?.as_deref() {
        None => false,
        Some("755") => true,
        Some(other) => return Err(field("mode", &format!("is `{other}`"))),
    };
    let state = match optional_text(&mut fields, "state")? {
        None => State::Clean,
        Some(word) => state(&word)?,
    };
    let at = optional_text(&mut fields, "at")?
        .map(ProjectPath::new)
        .transpose()
        .map_err(|error| field("at", &error))?;
    let lists = fields.shift_remove("lists").map_or(Ok(Vec::new()), lists)?;
    let before = fields.shift_remove("before");
    let before = before.map_or(Ok(Vec::new()), digests)?;
    let record = Record {
        owner,
        unit,
        base,
        eol,
        executable,
        state,
        at,
        lists,
        before,
        unknown: fields,
    };
    Ok((path, record))
}

fn state(word: &str) -> Result<State, ManifestProblem> {
    let (kind, argument) = word.split_once(':').unwrap_or((word, ""));
    match kind {
        "conflicted" => Digest::parse(argument)
            .map(State::Conflicted)
            .map_err(|error| field("state", &error)),
        "deleted-by-user" if argument.is_empty() => Ok(State::DeletedByUser),
        _ => Err(field("state", &format!("is `{word}`"))),
    }
}

fn lists(value: Value) -> Result<Vec<LineRange>, ManifestProblem> {
    let pairs: Vec<(usize, usize)> =
        serde_json::from_value(value).map_err(|error| field("lists", &error))?;
    if let Some((start, end)) = pairs.iter().find(|(start, end)| start > end) {
        return Err(field(
            "lists",
            &format!("has the inverted range {start}..{end}"),
        ));
    }
    Ok(pairs.into_iter().map(LineRange::from).collect())
}

fn digests(value: Value) -> Result<Vec<Digest>, ManifestProblem> {
    let texts: Vec<String> =
        serde_json::from_value(value).map_err(|error| field("before", &error))?;
    let digests = texts.iter().map(|text| Digest::parse(text));
    digests
        .collect::<Result<_, _>>()
        .map_err(|error| field("before", &error))
}

fn text(fields: &mut Map<String, Value>, name: &'static str) -> Result<String, ManifestProblem> {
    optional_text(fields, name)?.ok_or_else(|| field(name, "is missing"))
}

fn optional_text(
    fields: &mut Map<String, Value>,
    name: &'static str,
) -> Result<Option<String>, ManifestProblem> {
    match fields.shift_remove(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(field(name, &format!("is `{other}`, not a text"))),
    }
}

fn field(name: &'static str, reason: &(impl ToString + ?Sized)) -> ManifestProblem {
    ManifestProblem::Field {
        field: name,
        reason: reason.to_string(),
    }
}
