-- +goose Up
-- The number of the change that first stored the document: what is new since a number, however often it is annotated again.
ALTER TABLE documents ADD COLUMN first INTEGER NOT NULL DEFAULT 0;
UPDATE documents SET first = (SELECT seq FROM changes WHERE changes.id = documents.id);
CREATE INDEX documents_first ON documents (first);
