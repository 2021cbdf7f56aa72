"""Give programs tokens, say in the trail which program it was, and find records by when they changed"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

CHANGED = ('leads', 'accounts', 'contacts', 'products', 'opportunities', 'quotes', 'orders', 'invoices')
STATED = ('leads', 'opportunities', 'quotes', 'orders', 'invoices')


def upgrade() -> None:
    op.create_table('api_tokens',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('scopes', sa.JSON(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('last_used_on', sa.Date(), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_tokens')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_api_tokens_secret_hash'))
    )
    op.add_column('events', sa.Column('caller', sa.String(), nullable=True))
    op.create_index(op.f('ix_replies_created_at'), 'replies', ['created_at'], unique=False)
    for table in CHANGED:
        op.create_index(f'ix_{table}_changed', table, ['updated_at', 'id'], unique=False)
    for table in STATED:
        op.create_index(f'ix_{table}_state_changed', table, ['state', 'updated_at', 'id'], unique=False)


def downgrade() -> None:
    for table in STATED:
        op.drop_index(f'ix_{table}_state_changed', table_name=table)
    for table in CHANGED:
        op.drop_index(f'ix_{table}_changed', table_name=table)
    op.drop_index(op.f('ix_replies_created_at'), table_name='replies')
    op.drop_column('events', 'caller')
    op.drop_table('api_tokens')
